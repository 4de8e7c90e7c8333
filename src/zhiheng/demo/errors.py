"""Why the demo does not start, besides the database's own reasons: one class per cause."""

from __future__ import annotations

from zhiheng.lib.refusal import Refusal


class OldPython(Refusal):
    """An interpreter that the program was not made for."""

    zh = "需要 Python 3.13，当前为 {found}：请用 uv run 启动，它会选用合适的版本。"
    en = "Python 3.13 is needed, this is {found}. Start with `uv run`, which picks the right one."


class AssetsMissing(Refusal):
    """The scripts, styles or the Chinese catalogue have not been built."""

    zh = "缺少已构建的页面资源（{missing}）：请运行 uv sync --reinstall-package zhiheng 后再试。"
    en = "The built page assets are missing ({missing}). Run `uv sync --reinstall-package zhiheng`, then try again."


class AlreadyRunning(Refusal):
    """Another copy holds this folder."""

    zh = "演示已在运行：{address}（进程 {pid}，数据目录 {folder}）。"
    en = "A demo is already running: {address} (process {pid}, data folder {folder})."


class PortTaken(Refusal):
    """Another program listens there."""

    zh = "端口 {port} 已被其他程序占用：请用 --port 换一个端口，例如 --port {other}。"
    en = "Port {port} is taken by another program. Choose another with --port, for example --port {other}."


class AddressRefused(Refusal):
    """The address is not this machine's, or the port needs a right we lack."""

    zh = "不能在 {host}:{port} 上监听（{reason}）：请检查 --host 与 --port。"
    en = "Cannot listen on {host}:{port} ({reason}). Check --host and --port."


class ServerUnreachable(Refusal):
    """`DATABASE_URL` leads nowhere."""

    zh = "连接不上 DATABASE_URL 指定的数据库：{reason}"
    en = "The database named by DATABASE_URL cannot be reached: {reason}"


class ServerTooOld(Refusal):
    """The operator's server lacks what the records need."""

    zh = "DATABASE_URL 指向 PostgreSQL {found}：需要 18 或更新的版本。"
    en = "DATABASE_URL names PostgreSQL {found}. Version 18 or newer is needed."


class NotTheOwner(Refusal):
    """The role for set-up does not own the database."""

    zh = "角色 {role} 不是数据库 {database} 的所有者：请用 ZHIHENG_OWNER_DATABASE_URL 指定所有者。"
    en = "The role {role} does not own the database {database}. Name its owner in ZHIHENG_OWNER_DATABASE_URL."


class HalfSeeded(Refusal):
    """A first load into the operator's own database was cut short; it is not ours to empty."""

    zh = "数据库 {database} 中的演示数据只写入了一半：请清空该数据库，或换一个空库。"
    en = "The demo data in the database {database} was only half written. Empty that database, or name an empty one."


class PreparationFailed(Refusal):
    """Migration or first load ended badly."""

    zh = "准备数据库时出错：{reason}（详见 {log}）"
    en = "Preparing the database failed: {reason} (see {log})"


class WebWillNotStart(Refusal):
    """The web process falls again and again, or never answers."""

    zh = "网页服务未能启动：{reason}（详见 {log}）"
    en = "The web process did not start: {reason} (see {log})"
