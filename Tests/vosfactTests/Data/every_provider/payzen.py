import zlib

from every_provider import DATE, Told


def answer(request):
    if request.last == "SDKTest":
        return Told({"status": "SUCCESS", "answer": {"value": "vosfact"}})
    if request.last != "Get":
        return None
    reference = request.json["orderId"]
    transaction = {"uuid": f"{zlib.crc32(reference.encode()):032x}", "amount": 1200, "currency": "EUR",
                   "detailedStatus": "CAPTURED", "operationType": "DEBIT", "creationDate": DATE}
    return Told({"status": "SUCCESS", "answer": {"transactions": [transaction]}}, reference)
