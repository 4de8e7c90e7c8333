"""Why the embedded PostgreSQL does not start: one class per cause, one sentence with the remedy."""

from __future__ import annotations

import errno
import os
import pwd
from pathlib import Path

from zhiheng.lib.refusal import Refusal

NEEDED_MB = 300


class DatabaseRefusal(Refusal):
    """Any reason below."""


class DiskFull(DatabaseRefusal):
    """No room for the cluster or its log."""

    zh = "磁盘空间不足：{folder} 所在磁盘已满或余量过小，请腾出至少 {needed} MB，或用 --data 换一个目录。"
    en = "The disk is full: {folder} needs at least {needed} MB free. Make room, or choose another folder with --data."


class ReadOnlyFolder(DatabaseRefusal):
    """The folder exists, or should, where we may not write."""

    zh = "目录 {folder} 不可写：请修改其权限，或用 --data 指定一个可写的目录。"
    en = "The folder {folder} cannot be written to. Change its rights, or choose a writable folder with --data."


class FolderOfAnother(DatabaseRefusal):
    """The cluster belongs to another user of this machine."""

    zh = "数据目录 {folder} 属于用户 {owner}：请以该用户启动，或用 --data 另选目录。"
    en = "The data folder {folder} belongs to the user {owner}. Start as that user, or choose another folder with --data."


class OtherMajor(DatabaseRefusal):
    """The cluster was made by another major version."""

    zh = "数据目录 {folder} 由 PostgreSQL {found} 建立，本程序自带 {ours}：请用 {found} 导出后另建，或用 --data 另选目录。"
    en = (
        "The data folder {folder} was made by PostgreSQL {found}, this program carries {ours}. "
        "Export it with {found} into a new folder, or choose another with --data."
    )


class UnsupportedSystem(DatabaseRefusal):
    """The carried binaries do not run here."""

    zh = "本机系统（{system}）不能运行自带的 PostgreSQL：请用 DATABASE_URL 指定一个 PostgreSQL 18 或更新的服务器。"
    en = "The carried PostgreSQL does not run on this system ({system}). Name a server of PostgreSQL 18 or newer in DATABASE_URL."


class CannotLeaveRoot(DatabaseRefusal):
    """PostgreSQL refuses to run as root, and no way down was found."""

    zh = "PostgreSQL 不能以 root 运行，而普通用户进不了 {folder}：请以普通用户启动，或用 --data 指定其可进入的目录。"
    en = (
        "PostgreSQL does not run as root, and an ordinary user cannot reach {folder}. "
        "Start as an ordinary user, or choose a folder that one can reach with --data."
    )


class NotEnoughMemory(DatabaseRefusal):
    """Shared memory could not be had."""

    zh = "内存不足，数据库无法启动：请关闭其他程序后再试。"
    en = "There is not enough memory to start the database. Close other programs and try again."


class WillNotStart(DatabaseRefusal):
    """None of the known causes; the server's own last word is quoted."""

    zh = "数据库未能启动：{reason}（详见 {log}）"
    en = "The database did not start: {reason} (see {log})"


class NotRunning(DatabaseRefusal):
    """A command needs the database of a demo that is not running."""

    zh = "{folder} 中没有数据库：请先运行 zhiheng demo，或用 DATABASE_URL 指定服务器。"
    en = "There is no database in {folder}. Run `zhiheng demo` first, or name a server in DATABASE_URL."


def refusal_of(error: OSError, folder: Path) -> DatabaseRefusal:
    """The sentence for an operating system's refusal to make or write a folder."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DiskFull(folder=folder, needed=NEEDED_MB)
    owner = folder.stat().st_uid if os.access(folder, os.F_OK) else os.geteuid()
    if isinstance(error, PermissionError) and os.geteuid() not in {0, owner}:
        return FolderOfAnother(folder=folder, owner=user_name(owner))
    if isinstance(error, PermissionError | FileExistsError | NotADirectoryError) or error.errno == errno.EROFS:
        return ReadOnlyFolder(folder=folder)
    return WillNotStart(reason=error.strerror or str(error), log=folder)


def user_name(uid: int) -> str:
    """A user's name, or the number of one without an entry."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
