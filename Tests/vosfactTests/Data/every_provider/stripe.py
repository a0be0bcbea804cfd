from every_provider import CREATED, Told

opened = {}


def answer(request):
    if request.method == "POST" and request.last == "sessions":
        return Told(open_session(request.form, request.base))
    if request.path.endswith("/sessions?limit=1"):
        return Told({"object": "list", "data": [], "has_more": False})
    if request.method == "GET" and request.last in opened:
        return standing(request.last)
    return None


def open_session(form, base):
    name = f"cs_test_{len(opened) + 1}"
    opened[name] = form["client_reference_id"]
    return {"id": name, "object": "checkout.session", "livemode": False, "status": "open",
            "payment_status": "unpaid", "payment_intent": None, "mode": "payment", "created": CREATED,
            "expires_at": int(form["expires_at"]), "amount_total": 1200, "currency": "eur",
            "client_reference_id": form["client_reference_id"], "url": f"{base}/c/pay/{name}"}


def standing(name):
    reference = opened[name]
    charge = {"id": f"ch_{reference}", "object": "charge", "amount_refunded": 0, "created": CREATED,
              "currency": "eur", "disputed": False}
    return Told({
        "id": name, "object": "checkout.session", "amount_total": 1200, "currency": "eur",
        "client_reference_id": reference, "created": CREATED, "expires_at": CREATED + 86_400, "livemode": False,
        "mode": "payment", "payment_method_types": ["card"], "payment_status": "paid", "status": "complete",
        "payment_intent": {"id": f"pi_{reference}", "object": "payment_intent", "latest_charge": charge}}, reference)
