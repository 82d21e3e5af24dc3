"""The numbers of the sample client as the method gives them, for comparison."""

from __future__ import annotations

DESTINATIONS = {
    "President": (
        ("A", "up", 0, 100, 30),
        ("B", "up", 48, 85, 30),
        ("C", "up", 61, 72, 25),
        ("D", "up", 0, 3, 15),
    ),
    "Operations Leader": (
        ("A", "up", 82, 95, 30),
        ("B", "up", 91, 97, 25),
        ("C", "up", 1, 3, 25),
        ("D", "down", 3, 0, 20),
    ),
    "Sales & Service Leader": (
        ("A", "up", 64, 75, 35),
        ("B", "down", 6.5, 3, 25),
        ("C", "up", 71, 90, 25),
        ("D", "up", 0, 2, 15),
    ),
    "Finance & Office Leader": (
        ("A", "down", 14, 6, 35),
        ("B", "down", 52, 40, 30),
        ("C", "up", 0, 4, 20),
        ("D", "up", 55, 100, 15),
    ),
    "Quality Leader": (
        ("A", "up", 91, 97, 35),
        ("B", "down", 4.2, 1.5, 30),
        ("C", "up", 35, 80, 20),
        ("D", "up", 2, 12, 15),
    ),
    "Machining Lead": (
        ("A", "up", 82, 95, 30),
        ("B", "up", 91, 97, 25),
        ("C", "down", 6.0, 3.5, 15),
        ("D", "up", 1, 4, 20),
        ("E", "up", 60, 95, 10),
    ),
    "Fabrication Lead": (
        ("A", "up", 79, 95, 30),
        ("B", "up", 86, 96, 30),
        ("C", "up", 1, 3, 25),
        ("D", "up", 55, 95, 15),
    ),
    "Assembly & Shipping Lead": (
        ("A", "up", 82, 95, 35),
        ("B", "up", 93, 99, 30),
        ("C", "up", 1, 3, 20),
        ("D", "up", 62, 95, 15),
    ),
    "CNC Machinist": (
        ("A", "up", 91, 97, 35),
        ("B", "up", 84, 95, 30),
        ("C", "down", 52, 35, 20),
        ("D", "up", 2, 3, 15),
    ),
    "Machinist Apprentice": (
        ("A", "up", 2, 10, 45),
        ("B", "up", 84, 94, 35),
        ("C", "up", 70, 100, 20),
    ),
    "Welder": (
        ("A", "down", 6, 3, 40),
        ("B", "up", 86, 96, 35),
        ("C", "up", 81, 95, 25),
    ),
    "Saw & Laser Operator": (
        ("A", "up", 80, 97, 45),
        ("B", "down", 11, 7, 30),
        ("C", "down", 3.1, 1, 25),
    ),
    "Assembler": (
        ("A", "up", 94, 99, 45),
        ("B", "up", 83, 95, 30),
        ("C", "up", 1, 3, 25),
    ),
    "Shipping & Receiving Coordinator": (
        ("A", "up", 74, 98, 40),
        ("B", "down", 5, 1, 30),
        ("C", "up", 68, 95, 30),
    ),
    "Buyer & Scheduler": (
        ("A", "up", 76, 95, 40),
        ("B", "up", 63, 90, 35),
        ("C", "down", 88, 40, 25),
    ),
    "Estimator & Customer Service": (
        ("A", "up", 41, 90, 40),
        ("B", "up", 58, 80, 35),
        ("C", "up", 30, 95, 25),
    ),
    "Design Engineer": (
        ("A", "up", 67, 90, 45),
        ("B", "up", 72, 95, 30),
        ("C", "up", 4, 20, 25),
    ),
    "Maintenance Technician": (
        ("A", "down", 46, 20, 45),
        ("B", "up", 50, 95, 35),
        ("C", "up", 10, 90, 20),
    ),
}
"""Job → its destinations: letter, which way is better, from, to, weight."""

RATINGS = {
    "Renata Kolbeck": ((4, 4, 5), (3, 4, 3), (4, 2, 3), (5, 4, 4), (4, 4, 4)),
    "Abdi Warfaase": ((3, 3, 3), (5, 4, 5), (4, 4, 4), (3, 4, 3), (5, 4, 4)),
    "Everett Sunde": ((3, 3, 2), (3, 3, 3), (2, 2, 2), (3, 3, 4), (3, 3, 3)),
    "Yusuf Dahir-Lane": ((4, 3, 4), (3, 3, 3), (3, 3, 4), (4, 4, 4), (3, 4, 3)),
    "Gordon Ames-Whitley": ((2, 2, 3), (4, 3, 4), (1, 2, 2), (2, 3, 3), (3, 2, 3)),
    "Paula Gretzinger": ((3, 4, 3), (4, 4, 3), (3, 3, 3), (4, 3, 4), (4, 4, 4)),
}
"""Candidate → for K1 to K5 the ratings of the three raters."""

TOTALS = {
    "Abdi Warfaase": 3.8,
    "Renata Kolbeck": 3.7833,
    "Paula Gretzinger": 3.4667,
    "Yusuf Dahir-Lane": 3.45,
    "Everett Sunde": 2.75,
    "Gordon Ames-Whitley": 2.6167,
}

ROSTER = (
    ("Greta Halvorsen-Pike", "President", "Office & Leaders", None, "1998-04-01"),
    ("Tomas Odegaard", "Operations Leader", "Office & Leaders", 1, "2009-06-15"),
    ("Priya Venkatraman", "Sales & Service Leader", "Office & Leaders", 1, "2015-02-02"),
    ("Lowell Achterberg", "Finance & Office Leader", "Office & Leaders", 1, "2012-09-10"),
    ("Marisol Quintanar", "Quality Leader", "Office & Leaders", 2, "2017-03-20"),
    ("Dale Torvik", "Machining Lead", "Machining", 2, "2001-05-07"),
    ("Keisha Bramwell", "Fabrication Lead", "Fabrication", 2, "2016-08-22"),
    ("Henrik Sandquist", "Assembly & Shipping Lead", "Assembly & Shipping", 2, "2013-01-14"),
    ("Abdi Warfaase", "CNC Machinist", "Machining", 6, "2018-10-01"),
    ("Colton Reyerson", "CNC Machinist", "Machining", 6, "2021-04-19"),
    ("June Pfeffer", "CNC Machinist", "Machining", 6, "2011-11-07"),
    ("Mateo Villasante", "Machinist Apprentice", "Machining", 6, "2024-06-03"),
    ("Rosa Delacueva", "Welder", "Fabrication", 7, "2019-02-11"),
    ("Wyatt Kjelstrup", "Welder", "Fabrication", 7, "2014-07-28"),
    ("Nhia Xiong-Tarver", "Welder", "Fabrication", 7, "2022-09-12"),
    ("Bo Stenerson", "Saw & Laser Operator", "Fabrication", 7, "2020-03-16"),
    ("Lena Aldous", "Assembler", "Assembly & Shipping", 8, "2016-05-23"),
    ("Farah Idowu", "Assembler", "Assembly & Shipping", 8, "2023-01-09"),
    ("Curtis Malmgren", "Assembler", "Assembly & Shipping", 8, "2008-10-20"),
    ("Imelda Sorrell", "Shipping & Receiving Coordinator", "Assembly & Shipping", 8, "2021-11-29"),
    ("Anders Vick", "Buyer & Scheduler", "Office & Leaders", 2, "2018-04-02"),
    ("Shelby Tran-Hoff", "Estimator & Customer Service", "Office & Leaders", 3, "2022-02-14"),
    ("Owen Bierwagen", "Design Engineer", "Office & Leaders", 3, "2019-08-05"),
    ("Patsy Grunewald", "Maintenance Technician", "Office & Leaders", 2, "2010-12-06"),
)
"""Name, job, team, place of the leader in this list (from 1), since when."""

RESULTS = (
    ("Orders on promised day", 82.0, 88.4, 95.6),
    ("Plant first-pass yield", 91.0, 94.2, 97.1),
    ("Scrap share of material", 6.0, 4.8, 3.6),
    ("Order lead time", 17, 14, 11),
    ("Recordable injuries, trailing 12 months", 3, 2, 1),
    ("Voluntary turnover, trailing 12 months", 25.0, 16.7, 8.3),
    ("Roles with an outcome-based job description", 0, 18, 18),
    ("People with an active coaching focus", 0, 17, 22),
    ("People with a development destination", 0, 11, 24),
    ("Reviews complete (acknowledged, or declined with statement)", 0, 0, 24),
)
