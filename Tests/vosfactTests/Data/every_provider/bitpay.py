from every_provider import CREATED, Told

opened = {}


def answer(request):
    if request.last.startswith("00000000"):
        return Told({}, status=404)
    if request.method == "POST" and request.last == "invoices":
        name = f"Invoice{len(opened) + 1}"
        opened[name] = request.json["orderId"]
        return Told({"data": {"id": name, "url": f"{request.base}/invoice?id={name}"}})
    if request.method == "GET" and request.last in opened:
        reference = opened[request.last]
        return Told({"data": {
            "id": request.last, "status": "complete", "price": 12, "currency": "EUR", "orderId": reference,
            "invoiceTime": CREATED * 1000, "exceptionStatus": False}}, reference)
    return None
