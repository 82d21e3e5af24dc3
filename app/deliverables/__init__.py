"""From values to paper: documents, redaction, figures and the PDF renderer."""
