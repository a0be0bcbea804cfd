from every_provider import Told

opened = {}


def answer(request):
    if request.last == "testconnection":
        return Told({"result": "OK"})
    if request.method == "POST" and request.last == "hostedcheckouts":
        name = str(4_501_638_561 + len(opened))
        opened[name] = request.json["order"]
        return Told({"hostedCheckoutId": name, "redirectUrl": f"{request.base}/hostedcheckout/{name}"})
    if request.parts[2:3] == ["hostedcheckouts"]:
        return Told({"status": "PAYMENT_CREATED", "createdPaymentOutput": {"payment": {"id": payment(request.last)}}})
    if request.last == "details":
        name = str(int(request.parts[-2].split("_")[0]) - 1_000_000_000)
        order = opened[name]
        made = {"id": payment(name), "status": "CAPTURED", "statusOutput": {"statusCode": 9}}
        output = {"amountOfMoney": order["amountOfMoney"], "references": order["references"], "paymentMethod": "card"}
        return Told(dict(made, paymentOutput=output, Operations=[made]), order["references"]["merchantReference"])
    return None


def payment(name):
    return f"{int(name) + 1_000_000_000}_0"
