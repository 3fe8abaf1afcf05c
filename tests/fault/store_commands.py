"""What a child of `store_process.py` can be asked to do. Each says a line for every step that the store acknowledged."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import disk
from counted_store import begin, count_once, counted
from hardships import Hardships
from store_kit import PASSPHRASE, quick_create, quick_settings, quick_unlock

from storage.backups import backup_to, make_backup
from storage.contacts import contacts
from storage.errors import StorageError, StoreBusy
from storage.handing_over import export_bundle
from storage.models import Case
from storage.recovery_code import new_recovery_code
from storage.rotation import rotate_master_key
from storage.store import Store, exists, unlock
from storage.taking_in import import_bundle
from storage.vault import change_passphrase, renew_recovery_code
from zorgarrangeur_tui.desk.files import new_file, read_input
from zorgarrangeur_tui.desk.refusals import ActRefused

MOST_BYTES = 64 * 1024 * 1024

FOR_THE_OTHER = 0.005
"""Seconds between two acts in which a copy that waits for its turn can begin."""


def say(text: str) -> None:
    """Print a line at once: what was said before a kill must arrive."""
    os.write(1, f"{text}\n".encode())


def told(act: Callable[[], None]) -> bool:
    """Do something, say in the app's own words when it was refused, and tell whether it was done."""
    try:
        act()
    except (StorageError, ActRefused) as error:
        say(f"{type(error).__name__}: {error}")
        return False
    return True


def when_free(act: Callable[[], None]) -> None:
    """Do something, again and again as long as another copy of the app is writing."""
    for _ in range(100):
        try:
            return act()
        except StoreBusy as error:
            say(f"StoreBusy: {error}")
    raise AssertionError("the other never stopped writing")


def make(folder: Path, _: str, hardships: Hardships) -> None:
    """Make a store; when that is refused, make it once more without hardships."""
    disk_of(folder, hardships)
    hardships.begin()
    if told(lambda: quick_create(folder).close()):
        say("made")
        return
    hardships.end()
    if exists(folder):
        say("there")
    elif told(lambda: quick_create(folder).close()):
        say("later made")


def open_store(folder: Path, _: str, hardships: Hardships) -> None:
    """Open a store and close it again; when that is refused, once more without hardships."""
    disk_of(folder, hardships)
    hardships.begin()
    if told(lambda: quick_unlock(folder).close()):
        say("opened")
        return
    hardships.end()
    if told(lambda: quick_unlock(folder).close()):
        say("later opened")


def count(folder: Path, _: str, hardships: Hardships) -> None:
    """Write act after act, until killed or refused; then read, and go on without hardships."""
    disk_of(folder, hardships)
    with quick_unlock(folder) as store:
        say("open")
        hardships.begin()

        def count_on() -> None:
            while True:
                say(str(count_once(store)))

        told(count_on)
        told(lambda: say(f"reads {counted(store)}"))
        hardships.end()
        told(lambda: say(f"later {count_once(store)}"))
    say("closed")


def take_in(folder: Path, bundle: str, hardships: Hardships) -> None:
    """Import a bundle; when that is refused, read, and import it without hardships."""
    disk_of(folder, hardships)
    with quick_unlock(folder) as store:
        say("open")
        hardships.begin()

        def take() -> None:
            import_bundle(store, read_input(Path(bundle), MOST_BYTES))

        if told(take):
            say("done")
            return
        told(lambda: say(f"reads {counted(store)}"))
        hardships.end()
        if told(take):
            say("later done")


def back_up(folder: Path, place: str, hardships: Hardships) -> None:
    """Make a backup in a folder elsewhere, or in the store's own; when that is refused, work on, and once more."""
    disk_of(Path(place) if place else folder, hardships)
    with quick_unlock(folder) as store:
        hardships.begin()

        def back() -> None:
            backup = backup_to(store, Path(place)) if place else make_backup(store)
            say(f"backup {backup.name}")

        if told(back):
            return
        told(lambda: say(f"reads {counted(store)}"))
        hardships.end()
        told(lambda: say(f"later {count_once(store)}"))
        told(back)


def hand_over(folder: Path, file: str, hardships: Hardships) -> None:
    """Write a bundle of everything to a file on a stick, as the command line does; twice when it is refused."""
    stick = Path(file)
    disk_of(stick.parent, hardships)
    with quick_unlock(folder) as store:
        hardships.begin()

        def hand(path: Path) -> None:
            with new_file(path) as write:
                write(export_bundle(store, contacts(store), purpose="Proef"))

        if told(lambda: hand(stick)):
            say("done")
            return
        told(lambda: say(f"reads {counted(store)}"))
        hardships.end()
        if told(lambda: hand(stick.with_name("opnieuw"))):
            say("later done")


def live(folder: Path, log: str, hardships: Hardships) -> None:
    """Make a store and work in it for some days, while every change of its disk is logged."""
    disk.follow(folder.parent)
    disk.log_changes(Path(log))
    store = quick_create(folder)
    begin(store)
    say("0")
    for acts in (20, 60, 20):
        for _ in range(acts):
            say(str(count_once(store)))
        say(f"backup {make_backup(store).name}")
        renew_recovery_code(store, PASSPHRASE, new_recovery_code())
        store.close()
        store = quick_unlock(folder)
        say("again")
    store.close()


def take_turns(folder: Path, name: str, hardships: Hardships) -> None:
    """Write acts under a name while another process does the same, and read what it wrote, until both are ready."""
    acts, seen, looks = 50, 0, 0
    with quick_unlock(folder) as store:
        for number in range(1, acts + 1):
            when_free(partial(write_turn, store, name, number))
            say(f"wrote {number}")
            seen = max(seen, look(store, name, seen))
        while seen < acts and (looks := looks + 1) < 100_000:
            seen = look(store, name, seen)
    say(f"saw {seen}")


def write_until_busy(folder: Path, name: str, hardships: Hardships) -> None:
    """Write act after act until another copy is writing, however long that takes; then the refused act once more."""
    with quick_unlock(folder) as store:
        number = 1
        while told(partial(write_turn, store, name, number)):
            say(f"wrote {number}")
            number += 1
            time.sleep(FOR_THE_OTHER)
        when_free(partial(write_turn, store, name, number))
        say(f"wrote {number}")


def write_turn(store: Store, name: str, number: int) -> None:
    """Write one act of somebody."""
    with store.unit_of_work(f"Beurt van {name}") as work:
        work.add(Case(title=f"{name} {number}"))


def look(store: Store, name: str, before: int) -> int:
    """Return how many acts the other has written; they only become more."""
    with store.read() as session:
        titles = session.query(Case.title).all()
    others = sum(not title.startswith(f"{name} ") for (title,) in titles)
    if others < before:
        say(f"crash: {before} acts became {others}")
    return others


def renew_codes(folder: Path, _: str, hardships: Hardships) -> None:
    """Give the store new recovery codes, one after the other."""
    with quick_unlock(folder) as store:
        for _ in range(20):
            when_free(lambda: renew_recovery_code(store, PASSPHRASE, new_recovery_code()))
            say("renewed")


def change_keys(folder: Path, secrets: str, hardships: Hardships) -> None:
    """Go from one passphrase to another, "old|new|rotate" also to another master key; say so while the one before is not ended."""
    old, new, *rotate = secrets.split("|")
    store = unlock(folder, old, settings=quick_settings())
    say("open")
    if rotate:
        try:
            rotate_master_key(store, old, new_passphrase=new, new_code=new_recovery_code())
        except StoreBusy as refusal:
            if "nog niet af" not in str(refusal):
                raise
            say("refused")
            return
    else:
        change_passphrase(store, old, new)
        store.close()
    say("changed")


def open_again_and_again(folder: Path, _: str, hardships: Hardships) -> None:
    """Open the store, look and close, while others work in it."""
    for _ in range(20):
        when_free(lambda: quick_unlock(folder).close())
        say("unlocked")


def disk_of(folder: Path, hardships: Hardships) -> None:
    """Take a folder as the disk on which the hardships will be."""
    if hardships.need_disk:
        disk.follow(folder)


COMMANDS: dict[str, Callable[[Path, str, Hardships], None]] = {
    "make": make,
    "open": open_store,
    "count": count,
    "import": take_in,
    "backup": back_up,
    "export": hand_over,
    "live": live,
    "turns": take_turns,
    "until busy": write_until_busy,
    "codes": renew_codes,
    "keys": change_keys,
    "visits": open_again_and_again,
}
