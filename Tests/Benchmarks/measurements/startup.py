"""`vosfact --version` and the pay page by CGI, beside C programs that print a line and such a page."""
from table import milliseconds
from workbench import Failure


def measure(bench, table):
    hello = bench.compile("print_line")
    ours, theirs = bench.alternate(bench.sizes.starts, bench.seconds([bench.program, "--version"]),
                                   bench.seconds([hello]))
    table.add("`--version`; a C program that prints a line", milliseconds(ours), milliseconds(theirs),
              ours / theirs, at_most=1.5)

    database = bench.database(20, paid=0)
    token = bench.run(bench.vosfact(database, "pay-link", "create", "--unpaid")).output.split("\n", 1)[0].split("/")[-1]
    request = {"VOSFACT_DB": database, "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET",
               "PATH_INFO": f"/p/{token}"}
    answer = bench.run([bench.program], request).output
    if not answer.startswith("Status: 200 OK"):
        raise Failure(f"the pay page is none: {answer[:200]}")
    page = bench.compile("print_page", "-static", f"-DLENGTH={len(answer.encode())}")
    ours, theirs = bench.alternate(bench.sizes.starts, bench.seconds([bench.program], request), bench.seconds([page]))
    table.add("the pay page, one process; a static C program that prints one", milliseconds(ours),
              milliseconds(theirs), ours / theirs, at_most=3)
