"""What stands where nothing stands yet, on more than one screen: what will be here, and which key begins it.

Acts stand between braces, as `StoreScreen.words` and `with_act_keys` read them.
"""

from __future__ import annotations

NO_SCHOOLS = (
    "Er zijn nog geen scholen. Ga met {GoSchools} naar Scholen: {screens.schools.ReadSchoolList} leest een lijst in, "
    "{screens.schools.NewSchool} voegt er een toe."
)
FIRST_CASE = "Begin met een casus: {GoCases} (Casussen), dan {screens.cases.NewCase}."
FIRST_NEED = (
    "Leg eerst zorgbehoeften vast: {GoCases} (Casussen), open een casus met Enter, dan {screens.case_acts.AddNeed}."
)
FIRST_BUDGET = "Schrijf een budget op: {GoSchools} (Scholen), open een school met Enter, dan {screens.school_acts.ShowSchoolBudgets}."
FIRST_CONTACT = (
    "Lees eerst de kaart van een ander in: {GoExchange} (Uitwisseling), dan {screens.contact_acts.ReadCard}."
)
FIRST_BUNDLE = "Lees eerst een bundel in: {GoExchange} (Uitwisseling), dan {screens.bundle_acts.ReadBundle}."
