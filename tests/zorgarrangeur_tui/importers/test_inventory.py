"""An inventory sheet as a plan: what each line becomes, and why a line is refused."""

from __future__ import annotations

from datetime import date

import pytest
from inventory_sheets import applied, known, outcomes, planned, reasons, sheet_of, values_of

from zorgarrangeur_tui.importers.inventory import ColumnsRefused, KnownCase
from zorgarrangeur_tui.importers.inventory_lines import Surroundings
from zorgarrangeur_tui.importers.inventory_report import change_fields, counts_line, doubt_lines, plan_values
from zorgarrangeur_tui.importers.typed_places import official_names

BRIDGE = "b" * 32


def test_a_line_becomes_a_child_a_need_and_a_title() -> None:
    """Hours become minutes, words become codes, and a law makes a title."""
    plan = planned(
        sheet_of("J.V.;2015;UTRECHT;PV;ind;1,5;Jw;31-12-2026;Stichting De Brug"),
        KnownCase(around=Surroundings(providers={"de brug": BRIDGE})),
    )
    assert outcomes(plan) == {2: "new"}
    assert values_of(plan, "pupil") == [{"birth_year": 2015, "municipality": "Utrecht", "pseudonym": "J.V."}]
    assert values_of(plan, "care_need") == [{"minutes_needed": 90, "provider_id": BRIDGE}]
    assert values_of(plan, "entitlement") == [{"law": "youth_act", "ends_on": date(2026, 12, 31)}]


def test_the_same_pseudonym_is_the_same_child() -> None:
    """Two lines of one child make one child with two needs, however the letters are written."""
    plan = planned(sheet_of("J.V.;2015;;PV;;1;;;", "j.v.;;;verpleging;;2;;;"))
    assert [len(values_of(plan, kind)) for kind in ("pupil", "care_need")] == [1, 2]


def test_a_word_for_care_follows_whether_it_is_given_in_a_group() -> None:
    """Guidance alone and in a group are different kinds; "groep van 4" tells the size too."""
    plan = planned(
        sheet_of("A.;;;Begeleiding;i;1;;;", "A.;;;Begeleiding;groep van 4;1;;;", "A.;;;begeleiding gr;;1;;;")
    )
    assert outcomes(plan) == {2: "new", 3: "new", 4: "same"}
    assert [need.get("kind") for need in values_of(plan, "care_need")] == ["individual_guidance", "group_guidance"]
    assert values_of(plan, "care_need")[1]["group_size"] == 4


def test_care_of_the_whole_group_has_no_child() -> None:
    """What only a child can have is left out, and that is told."""
    plan = planned(sheet_of("hele klas;2015;;toezicht;g;5;emb;;"))
    assert values_of(plan, "pupil") == []
    assert values_of(plan, "entitlement") == [{"shares": ["emb_scheme:100"]}]
    assert any("hele groep" in line for line in doubt_lines(plan))


def test_the_same_sheet_again_changes_nothing() -> None:
    """Every line is found again: child, need and title."""
    sheet = sheet_of(
        "J.V.;2015;Utrecht;PV;ind;1,5;Jw;31-12-2026;",
        "J.V.;;;begeleiding;g;2;Wlz;;",
        "J.V.;;;begeleiding;g;2;Jw;;",
        "hele klas;;;toezicht;g;5;emb;;",
    )
    case = applied(planned(sheet), KnownCase())
    again = planned(sheet, case)
    assert again.changes == ()
    assert outcomes(again) == dict.fromkeys((2, 3, 4, 5), "same")


def test_a_changed_cell_changes_that_field_only_and_an_empty_cell_none() -> None:
    """What is not in the sheet stays as it is."""
    case = applied(planned(sheet_of("J.V.;2015;Utrecht;PV;;1,5;;;")), KnownCase())
    plan = planned(sheet_of("J.V.;;;PV;;2;;;"), case)
    assert outcomes(plan) == {2: "changed"}
    (change,) = plan.changes
    assert change.fields == {"minutes_needed": (90, 120)}


def test_every_refused_line_has_its_number_and_reason_and_leaves_no_trace() -> None:
    """A refused line does not even make its child."""
    plan = planned(
        sheet_of(
            "A.B.;;;PV;;veel;;;",
            ";;;PV;;1;;;",
            "C.D.;;;wandelen;;1;;;",
            "E.F.;;;;;1;;;",
            "G.H.;1850;;PV;;1;;;",
            "I.J.;;;PV;;200;;;",
            "K.L.;;;PV;;1;Jw/Wlz;;",
            "M.N.;;;PV;;1;;31-2-2027;",
            "Totaal;;;;;12;;;",
            "O.P.;;;PV;;1;;;;te veel",
            'Q.R.;;;"PV;;1;;;',
        )
    )
    assert set(outcomes(plan).values()) == {"refused"}
    assert plan.changes == ()
    told = reasons(plan)
    for line, words in {
        2: "geen duur",
        3: "geen leerling",
        4: "geen bekend woord",
        5: "geen soort zorg",
        6: "geboortejaar",
        7: "meer dan er in een week past",
        8: "meer dan één ding",
        9: "bestaat niet",
        10: "totaalregel",
        11: "meer cellen dan de kop",
        12: "aanhalingstekens",
    }.items():
        assert words in told[line]


def test_a_number_like_a_bsn_refuses_its_line_without_showing_it() -> None:
    """Also in a column that is not read; neither sentence nor answer holds the number."""
    plan = planned(
        sheet_of("A.B.;;;PV;;1;;;;123456782", "C.D.;;;PV;;1;;;;", heading="Leerling;a;b;Zorg;c;Uren;Wet;d;e;PGN")
    )
    assert outcomes(plan) == {2: "refused", 3: "new"}
    assert "burgerservicenummer" in reasons(plan)[2]
    assert "123456782" not in str(plan_values(plan))


def test_lines_that_contradict_each_other_are_refused_with_the_other_line() -> None:
    """Two amounts for one need, or two birth years for one child, cannot both be true."""
    plan = planned(sheet_of("A.;2015;;PV;;1;;;", "A.;2015;;PV;;2;;;", "A.;2014;;verpleging;;1;;;"))
    assert outcomes(plan) == {2: "new", 3: "refused", 4: "refused"}
    assert "regel 2" in reasons(plan)[3]
    assert "Geboortejaar" in reasons(plan)[4]


def test_a_line_that_stands_twice_counts_once_and_is_told() -> None:
    """It may have been meant as twice as much care."""
    plan = planned(sheet_of("A.;;;PV;;1;;;", "A.;;;PV;;1;;;"))
    assert outcomes(plan) == {2: "new", 3: "same"}
    assert any("hetzelfde als regel 2" in line for line in doubt_lines(plan))


def test_two_laws_on_two_lines_make_one_need_with_two_titles() -> None:
    """The need is the same care; each law is a title of its own."""
    plan = planned(sheet_of("A.;;;PV;;3;Jw;;", "A.;;;PV;;;Wlz;;"))
    assert outcomes(plan) == {2: "new", 3: "new"}
    assert len(values_of(plan, "care_need")) == 1
    assert [title["law"] for title in values_of(plan, "entitlement")] == ["youth_act", "long_term_care_act"]


def test_a_column_of_full_names_is_refused_with_advice() -> None:
    """No name gets in by a column for pseudonyms."""
    sheet = sheet_of("Jan de Vries;;;PV;;1;;;", "Vries, Sofie de;;;PV;;1;;;", "J. Jansen;;;PV;;1;;;")
    with pytest.raises(ColumnsRefused) as refused:
        planned(sheet)
    assert "initialen" in refused.value.columns[0]
    assert "Vries" not in str(refused.value)


def test_one_full_name_among_initials_refuses_its_line() -> None:
    """The others are read."""
    plan = planned(sheet_of("J.V.;;;PV;;1;;;", "A.B.;;;PV;;1;;;", "Jan de Vries;;;PV;;1;;;"))
    assert outcomes(plan) == {2: "new", 3: "new", 4: "refused"}


def test_a_name_gets_in_only_through_a_column_that_the_user_gave_to_names() -> None:
    """The child then gets an invented pseudonym, and the name is shown nowhere."""
    sheet = sheet_of("Jan de Vries;PV;1", "Jan de Vries;verpleging;2", heading="Naam;Zorg;Uren")
    plan = planned(sheet, targets=("naam", "soort", "nodig_uren"))
    (pupil,) = values_of(plan, "pupil")
    assert pupil["name"] == "Jan de Vries"
    assert len(pupil["pseudonym"].split()) == 2
    shown = [change_fields(change, {}) for change in plan.changes]
    assert "Vries" not in f"{shown} {plan_values(plan)}"
    assert planned(sheet, applied(plan, KnownCase()), ("naam", "soort", "nodig_uren")).changes == ()


def test_a_heading_for_names_lets_the_app_invent_pseudonyms_and_keeps_no_name() -> None:
    """Only which lines are of one child is used of the names."""
    sheet = sheet_of("Jan de Vries;PV;1", "Jan de Vries;verpleging;2", "Bo Li;PV;1", heading="Naam;Zorg;Uren")
    plan = planned(sheet)
    assert [sorted(pupil) for pupil in values_of(plan, "pupil")] == [["pseudonym"], ["pseudonym"]]
    assert "Vries" not in str(plan_values(plan))
    with pytest.raises(ColumnsRefused, match="wie wie is"):
        planned(sheet, applied(plan, KnownCase()))


def test_a_pseudonym_of_another_case_is_refused() -> None:
    """One pseudonym is one child, in the whole app."""
    plan = planned(sheet_of("A.B.;;;PV;;1;;;"), KnownCase(pseudonyms_elsewhere=frozenset({"a.b."})))
    assert "andere casus" in reasons(plan)[2]


def test_a_provider_that_is_not_known_is_told_and_stops_nothing() -> None:
    """Money and providers never block a need."""
    plan = planned(sheet_of("A.;;;PV;;1;;;Zorg & Zo"))
    assert outcomes(plan) == {2: "new"}
    assert any("Zorg & Zo" in line for line in doubt_lines(plan))


def test_a_gemeente_gets_its_official_name_and_an_unknown_one_is_told() -> None:
    """As far as a list of gemeenten was read in; without one the capitals are put right."""
    sheet = sheet_of("A.;;den bosch;PV;;1;;;", "B.;;Narnia;PV;;1;;;")
    official = official_names([("'s-Hertogenbosch", ["Den Bosch"]), ("Utrecht", [])])
    plan = planned(sheet, KnownCase(around=Surroundings(municipalities=official)))
    assert [pupil["municipality"] for pupil in values_of(plan, "pupil")] == ["'s-Hertogenbosch", "Narnia"]
    assert [line for line in doubt_lines(plan) if "lijst van gemeenten" in line] == [
        "Regel 3 (twijfel): Woongemeente: „Narnia” staat niet in de lijst van gemeenten."
    ]
    assert len(doubt_lines(planned(sheet))) == 0


def test_a_bare_number_without_a_unit_in_the_heading_is_never_guessed() -> None:
    """The user chooses hours or minutes for the column; what tells its own unit is read."""
    sheet = sheet_of("A.;PV;90", "B.;PV;90m", heading="Leerling;Zorg;Toegekend")
    plan = planned(sheet)
    assert outcomes(plan) == {2: "refused", 3: "new"}
    assert "uren of minuten" in reasons(plan)[2]
    plan = planned(sheet, targets=("leerling", "soort", "toegekend_minuten"))
    assert [need["minutes_granted"] for need in values_of(plan, "care_need")] == [90, 90]


def test_columns_that_cannot_be_read_are_refused_with_what_to_choose() -> None:
    """A field twice, no child, no kind of care."""
    sheet = sheet_of("A.;PV;1", heading="Leerling;Zorg;Uren")
    for targets, words in {
        ("leerling", "soort", "soort"): "al gekozen",
        ("", "soort", "nodig_uren"): "welke leerling",
        ("leerling", "", "nodig_uren"): "soort zorg",
    }.items():
        with pytest.raises(ColumnsRefused, match=words):
            planned(sheet, targets=targets)


def test_columns_that_are_not_read_are_named() -> None:
    """Nothing is lost unseen; an empty column is no loss."""
    plan = planned(sheet_of("A.;PV;1;rood;", heading="Leerling;Zorg;Uren;Kleur;Leeg"))
    assert any("„Kleur”" in line and "Leeg" not in line for line in doubt_lines(plan))


def test_two_needs_alike_in_the_case_are_left_to_the_user() -> None:
    """The sheet cannot tell which of the two it means."""
    pupil = known("pupil", pseudonym="A.")
    needs = tuple(known("care_need", pupil_id=pupil.id) for _ in range(2))
    plan = planned(sheet_of("A.;;;PV;;1;;;"), KnownCase((pupil,), needs))
    assert "al twee" in reasons(plan)[2]


def test_a_title_for_the_child_as_a_whole_is_not_doubled() -> None:
    """When it says the same, the line adds nothing."""
    pupil = known("pupil", pseudonym="A.")
    need = known("care_need", pupil_id=pupil.id, minutes_needed=60)
    title = known("entitlement", pupil_id=pupil.id, law="youth_act")
    plan = planned(sheet_of("A.;;;PV;;1;Jw;;"), KnownCase((pupil,), (need,), (title,)))
    assert outcomes(plan) == {2: "same"}


def test_the_counts_name_all_four_outcomes() -> None:
    """One sentence says what becomes of the lines."""
    plan = planned(sheet_of("A.;;;PV;;1;;;", "A.;;;PV;;1;;;", "B.;;;PV;;x;;;"))
    assert counts_line(plan) == "3 regels gelezen: 1 nieuw, 0 gewijzigd, 1 stond er al, 1 geweigerd."
