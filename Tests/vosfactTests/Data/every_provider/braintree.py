from every_provider import DATE, Told


def answer(request):
    if request.last != "graphql":
        return None
    if "ping" in request.body:
        return Told({"data": {"ping": "pong"}})
    reference = request.json["variables"]["input"]["orderId"]["is"]
    node = {"id": f"global{reference}", "legacyId": reference[:8].lower(), "status": "SETTLED", "createdAt": DATE,
            "orderId": reference, "amount": {"value": "12.00", "currencyCode": "EUR"},
            "paymentMethodSnapshot": {"__typename": "CreditCardDetails"}, "statusHistory": [], "refunds": [],
            "disputes": []}
    return Told({"data": {"search": {"transactions": {"edges": [{"node": node}]}}}}, reference)
