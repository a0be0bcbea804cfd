from every_provider import DATE, Told

opened = {}


def answer(request):
    if request.last == "token":
        return Told({"access_token": "T", "token_type": "Bearer", "expires_in": 30000})
    if request.last == "9XL90610J3647323C":
        return Told({"id": request.last})
    if request.parts[1:3] == ["customer", "disputes"]:
        return Told({"items": []})
    if request.method == "POST" and request.last == "orders":
        return Told(open_order(request.json["purchase_units"][0], request.base))
    if request.method == "GET" and request.last in opened:
        return standing(request.last)
    return None


def open_order(unit, base):
    name = f"ORDER{len(opened) + 1}"
    opened[name] = unit
    link = {"href": f"{base}/checkoutnow?token={name}", "rel": "payer-action", "method": "GET"}
    return {"id": name, "status": "PAYER_ACTION_REQUIRED", "links": [link]}


def standing(name):
    unit = opened[name]
    capture = {"id": f"CAPTURE{name}", "status": "COMPLETED", "amount": unit["amount"],
               "custom_id": unit["custom_id"], "create_time": DATE, "update_time": DATE}
    return Told({
        "id": name, "intent": "CAPTURE", "status": "COMPLETED", "create_time": DATE, "update_time": DATE,
        "payment_source": {"paypal": {}},
        "purchase_units": [dict(unit, reference_id="default", payments={"captures": [capture]})]}, unit["custom_id"])
