import zlib

from every_provider import Told


def answer(request):
    if request.last != "querydirect.asp":
        return None
    reference = request.form["ORDERID"]
    if reference == "vosfact-test":
        return Told('<ncresponse STATUS="88" NCERROR="50001130"/>')
    return Told(f'<ncresponse orderID="{reference}" PAYID="{zlib.crc32(reference.encode())}" PAYIDSUB="0"'
                ' STATUS="9" NCERROR="0" amount="12" currency="EUR" PM="CreditCard"/>', reference)
