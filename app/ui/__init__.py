"""The widget kit. It knows no stage."""

from app.ui.lasting import keep_singletons

keep_singletons()
