"""Walks through the pay pages in a real browser, as a customer would.

usage: browser_walk.py WALK    reads from standard input, as JSON, the links and the folder for screenshots

Every page that a walk comes by is looked at by axe-core and for a line that runs out of a narrow screen; what
is wrong is told on standard error, and the exit status is 1.
"""

import base64
import json
import os
import shutil
import sys
import urllib.error
import urllib.request

import axe_core_python
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import Select, WebDriverWait

AXE = os.path.join(os.path.dirname(axe_core_python.__file__), "axe.min.js")


class Browser:
    """One customer's browser."""

    def __init__(self, walk, site, width=1000, height=900, language="fr", scripts=True, scale=1, flags=None):
        self.walk, self.site, self.width = walk, site, width
        self.language, self.scripts = language, scripts
        options = webdriver.ChromeOptions()
        flags = site.get("flags", []) if flags is None else flags
        # The same without all that is around a page starts in less than half of the time, but knows no preferences and
        # not all flags.
        shell = shutil.which("chromium-headless-shell") if scripts and not flags else None
        for argument in (
            "--headless=new", f"--accept-lang={language}", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--hide-scrollbars", "--disable-background-networking", "--disable-component-update",
            f"--window-size={width},{height}", *flags,
        ):
            options.add_argument(argument)
        preferences = {"intl.accept_languages": language}
        if not scripts:
            preferences["profile.managed_default_content_settings.javascript"] = 2
        options.add_experimental_option("prefs", preferences)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        options.binary_location = shell or site["chromium"]
        self.driver = webdriver.Chrome(service=Service(site["chromedriver"]), options=options)
        BROWSERS.append(self)
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": width < 600 and scale == 1})
        self.shots = 0

    def open(self, address):
        self.driver.get(address)
        self.look()

    def look(self, may_refresh=False, may_miss=False):
        """Looks at the page that is shown; it may ask again by itself, or miss a script from elsewhere."""
        self.picture()
        driver = self.driver
        expect(driver.title != "", "a page has a title")
        # Some pages have none by intent; a page that the browser made up has none of these.
        expect(len(driver.find_elements(By.TAG_NAME, "h1")) == 1, "a page has one heading")
        if self.scripts:
            wide = driver.execute_script(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
            expect(wide == 0, f"{driver.title} runs out of the screen by {wide} px")
            with open(AXE, encoding="utf-8") as file:
                driver.execute_script(file.read())
            result = driver.execute_async_script(
                "const done = arguments[arguments.length - 1];"
                "axe.run().then(done, error => done({violations: [{id: String(error), nodes: []}]}))")
            for violation in result["violations"]:
                if may_refresh and violation["id"] == "meta-refresh":
                    continue
                nodes = "; ".join(node["html"] for node in violation["nodes"])
                expect(False, f"axe on {driver.title}: {violation['id']}: {nodes}")
            small = driver.execute_script(SMALL_TARGETS)
            expect(small == [], f"targets below 24 px on {driver.title}: {small}")
        for entry in driver.get_log("browser"):
            # The status of a page that tells of a fault is told here too.
            # By plain HTTP some headers count only on the machine itself.
            message = entry["message"]
            is_known = "status of" in message or "origin was untrustworthy" in message
            is_known |= may_miss and "ERR_CONNECTION" in message
            expect(is_known, f"the browser complains: {entry['message']}")

    def picture(self):
        self.shots += 1
        size = self.driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": self.width, "height": size["height"], "scale": 1}})
        name = f"{self.walk}-{self.language}-{self.width}-{self.shots}.png"
        with open(os.path.join(self.site["pictures"], name), "wb") as file:
            file.write(base64.b64decode(shot["data"]))

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    @property
    def text(self):
        return self.driver.find_element(By.TAG_NAME, "body").text

    @property
    def heading(self):
        return self.find("h1").text

    def press(self, selector, **looking):
        """Presses what sends a form or follows a link, and looks at the page that comes of it."""
        before = self.find("html")
        self.find(selector).click()
        self.arrive(before, **looking)

    def arrive(self, before, **looking):
        WebDriverWait(self.driver, 20).until(lambda _: is_gone(before))
        WebDriverWait(self.driver, 20).until(
            lambda driver: driver.execute_script("return document.readyState") == "complete"
            if self.scripts else driver.find_elements(By.TAG_NAME, "h1"))
        self.look(**looking)

    def choose(self, provider):
        self.find(f"input[value={provider}]").click()

    def pay(self, provider, outcome, **looking):
        """Chooses a provider, and lets its stand-in end so."""
        self.choose(provider)
        self.press("form button")
        self.press(f"button[value={outcome}]", **looking)

    def close(self):
        self.driver.quit()


SMALL_TARGETS = """
  return [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')]
    .filter(e => e.getClientRects().length > 0)
    .map(e => [e.closest('label') || e])
    .filter(([e]) => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 })
    .map(([e]) => e.outerHTML)
"""

FAULTS = []
BROWSERS = []


def expect(holds, what):
    if not holds:
        FAULTS.append(what)


def is_gone(element):
    try:
        element.is_enabled()
        return False
    except Exception:
        return True


def status(address):
    try:
        return urllib.request.urlopen(address).status
    except urllib.error.HTTPError as error:
        return error.code


def paid(site):
    browser = Browser("paid", site)
    browser.open(site["open"])
    expect("1\u202f054,56\u202f€" in browser.text, "the amount is shown as French people write it")
    expect("20 décembre 2026" in browser.text, "the due date is shown in words")
    expect(browser.find("html").get_attribute("lang") == "fr", "the page is in French")
    browser.find("summary").click()
    expect("Conseil en organisation" in browser.text, "the lines are behind the details")
    browser.look()
    browser.choose("stripe")
    browser.press("form button")
    expect("simulé" in browser.text, "the stand-in says that it is one")
    browser.press("button[value=paid]")
    expect(browser.heading == "Paiement accepté", "the return page thanks")
    expect("1\u202f054,56\u202f€" in browser.text, "the return page shows the amount")
    browser.open(site["open"])
    expect(browser.heading == "Cette facture est réglée", "the pay page says that it is paid")
    expect(browser.driver.find_elements(By.TAG_NAME, "form") == [], "there is nothing left to send")
    browser.close()


def declined(site):
    browser = Browser("declined", site)
    browser.open(site["open"])
    browser.pay("stripe", "failed")
    expect(browser.heading == "Paiement refusé", "the return page says that it was declined")
    expect("Aucun montant n’a été débité" in browser.text, "and that no money was taken")
    browser.press("a.button")
    browser.pay("paypal", "paid")
    expect(browser.heading == "Paiement accepté", "another provider accepts")
    browser.close()


def canceled(site):
    browser = Browser("canceled", site)
    browser.open(site["open"])
    browser.pay("stripe", "canceled")
    expect(browser.heading == "Paiement non abouti", "the return page says that it was given up")
    expect(browser.find("a.button").text == "Réessayer", "and offers to try again")
    browser.close()


def pending(site):
    browser = Browser("pending", site)
    browser.open(site["open"])
    browser.pay("stripe", "pending", may_refresh=True)
    expect(browser.heading == "Un paiement est en cours", "the return page says that it is under way")
    expect("Stripe, depuis le" in browser.text, "and by which means, since when")
    refresh = browser.find("meta[http-equiv=refresh]").get_attribute("content")
    expect("wait=1" in refresh, "the page asks again by itself, and counts")
    address = browser.driver.current_url.split("?")[0]
    for count in ("30", "99999999999999999999", "-1", "x"):
        browser.driver.get(f"{address}?wait={count}")
        found = browser.driver.find_elements(By.CSS_SELECTOR, "meta[http-equiv=refresh]")
        expect(found == [], f"the page stops asking at wait={count}")
        browser.look(may_refresh=True)
    browser.close()


def under_way(site):
    browser = Browser("under_way", site)
    browser.open(site["open"])
    browser.pay("stripe", "pending", may_refresh=True)
    waits(site, browser)
    browser.press("main a[href$='again=1']")
    expect("Ce qui est en cours peut encore arriver" in browser.text, "the second step warns")
    expect("1\u202f054,56\u202f€" in browser.text, "and asks for the whole")
    browser.pay("paypal", "paid")
    expect(browser.heading == "Paiement accepté", "who insists pays")
    browser.close()


def waits(site, browser=None):
    browser = browser or Browser("waits", site)
    browser.open(site["open"])
    expect(browser.heading == "Un paiement est en cours", "the pay page says that money is under way")
    expect("1\u202f054,56\u202f€" in browser.text and "Stripe, depuis le" in browser.text, "how much, how, since when")
    expect(browser.driver.find_elements(By.TAG_NAME, "form") == [], "nothing is asked for")


def asked(site):
    browser = Browser("asked", site)
    browser.open(site["open"])
    expect("F-2026-000123" in browser.heading, "the pay page asks again")
    expect("1\u202f054,56\u202f€" in browser.text, "for the whole")
    expect("en cours" not in browser.text.lower(), "and nothing is under way")
    browser.close()


def country(site):
    browser = Browser("country", site)
    browser.open(site["open"])
    names = [option.text for option in Select(browser.find("#country")).options]
    expect(names[1] == "France", "France is first")
    expect(names[2:4] == ["Afghanistan", "Afrique du Sud"], f"the others follow: {names[2:4]}")
    expect(len(names) == 250, "every country of ISO 3166 is there")
    expect(names.index("Égypte") == names.index("Dominique") + 1, "Égypte stands among the E")
    browser.press("form button")
    expect(browser.driver.title.startswith("Erreur"), "the title says that there is an error")
    expect(browser.driver.switch_to.active_element.get_attribute("role") == "alert",
           "the focus is on what is wrong")
    browser.find(".errors a").click()
    expect(browser.driver.switch_to.active_element.get_attribute("id") == "country",
           "the link leads to the field")
    Select(browser.find("#country")).select_by_visible_text("Belgique")
    browser.press("form button")
    expect("Stripe" in browser.heading, "with a country it goes on")
    browser.close()


def languages(site):
    for language, link, word in (
        ("fr", "open", "Procéder au paiement"), ("en-GB", "open", "Proceed to payment"),
        ("fr-CA", "english", "Procéder au paiement"), ("de", "english", "Proceed to payment"),
        ("de", "open", "Procéder au paiement"),
    ):
        browser = Browser(f"languages-{link}", site, language=language)
        browser.open(site[link])
        expect(browser.find("form button").text == word, f"{link} in {language} says {word}")
        browser.close()


def narrow(site):
    browser = Browser("narrow", site, width=320, height=640)
    browser.open(site["open"])
    browser.find("summary").click()
    browser.look()
    browser.pay("stripe", "failed")
    browser.close()


def keyboard(site):
    browser = Browser("keyboard", site)
    browser.open(site["open"])
    keys = webdriver.ActionChains(browser.driver)
    reached = []
    for _ in range(12):
        keys.send_keys(Keys.TAB).perform()
        focused = browser.driver.switch_to.active_element
        outline = browser.driver.execute_script(
            "return getComputedStyle(arguments[0]).outlineStyle", focused)
        expect(outline != "none", f"the focus shows on {focused.tag_name}")
        reached.append(focused.tag_name)
        if focused.tag_name == "input":
            keys.send_keys(Keys.ARROW_DOWN).perform()
        if focused.tag_name == "button":
            break
    chosen = browser.find("input:checked").get_attribute("value")
    expect(chosen != "stripe", "the arrow keys choose another provider")
    before = browser.find("html")
    keys.send_keys(Keys.ENTER).perform()
    browser.arrive(before)
    expect(browser.driver.current_url.count(f"/simulated/{chosen}/") == 1, "Enter goes on")
    keys.send_keys(Keys.TAB).perform()
    before = browser.find("html")
    keys.send_keys(Keys.SPACE).perform()
    browser.arrive(before)
    expect(browser.heading == "Paiement accepté", "the space key pays")
    browser.close()


def scriptless(site):
    browser = Browser("scriptless", site, scripts=False)
    browser.open(site["open"])
    browser.choose("payzen")
    browser.press("form button")
    expect("Continuer vers" in browser.find("form button").text, "a button hands the form over")
    browser.press("form button")
    browser.press("button[value=paid]")
    expect(browser.heading == "Paiement accepté", "it works without scripts")
    browser.close()


def handed(site):
    """With scripts, the form posts itself."""
    browser = Browser("handed", site)
    browser.open(site["open"])
    browser.choose("payzen")
    browser.find("form button").click()
    WebDriverWait(browser.driver, 20).until(
        lambda driver: driver.find_elements(By.CSS_SELECTOR, "button[value=paid]"))
    browser.look()
    browser.press("button[value=paid]")
    expect(browser.heading == "Paiement accepté", "the form posts itself")
    browser.close()


def twice(site):
    """A double click, and a second tab."""
    browser = Browser("twice", site)
    browser.open(site["open"])
    button = browser.find("form button")
    webdriver.ActionChains(browser.driver).double_click(button).perform()
    WebDriverWait(browser.driver, 20).until(
        lambda driver: driver.find_elements(By.CSS_SELECTOR, "button[value=paid]"))
    first = browser.driver.current_url
    browser.driver.switch_to.new_window("tab")
    browser.driver.get(site["open"])
    browser.find("form button").click()
    WebDriverWait(browser.driver, 20).until(
        lambda driver: driver.find_elements(By.CSS_SELECTOR, "button[value=paid]"))
    expect(browser.driver.current_url == first, "both tabs are at the same attempt")
    browser.close()


def elsewhere(site):
    """By plain HTTP a browser tells by `Origin` alone whose page a form is on; beside TLS it tells more."""
    browser = Browser("elsewhere", site)
    link = site["open"]
    for provider in "stripe", "payzen":
        browser.open(link)
        browser.choose(provider)
        browser.find("form button").click()
        WebDriverWait(browser.driver, 20).until(
            lambda driver: driver.find_elements(By.CSS_SELECTOR, "button[value=failed]"))
        browser.look()
        browser.press("button[value=failed]")
        expect(browser.heading == "Paiement refusé", "forms of our own pages are taken")
    form = f"<form method=post action='{link}'><input name=provider value=stripe><button>Win</button></form>"
    for address in link.replace("127.0.0.1", "evil.example").replace("shop.example", "evil.example"), "data:text/html," + form:
        browser.driver.get(address)
        browser.press("button")
        expect(browser.heading == "Rien n’a été lancé", f"another site's form starts nothing: {browser.heading}")
        browser.press("a.button")
        expect(browser.driver.current_url == link, "the way to pay leads to our own page")
        expect(len(browser.driver.find_elements(By.TAG_NAME, "form")) == 1, "where there is a form")
    browser.close()


def part(site):
    """A free amount on a telephone, mistyped and mended, declined, then paid; the rest by the same link."""
    for width, height in ((1280, 900), (390, 844)):
        browser = Browser("part", site, width=width, height=height)
        browser.open(site["share"])
        expect("316,37\u202f€" in browser.text, f"a share is asked for: {browser.text}")
        expect("738,19\u202f€" in browser.text, "and what it leaves")
        browser.open(site["free"])
        browser.close()
    browser = Browser("part", site, width=390, height=844)
    browser.open(site["free"])
    label = browser.find("label[for=amount]").text
    expect(label == "Montant que vous réglez", f"the field has its name: {label}")
    field = browser.find("#amount")
    expect(field.get_attribute("value") == "1054,56", "it is filled in with what is left")
    expect("Entre 50,00\u202f€ et 1\u202f054,56\u202f€" in browser.text, "what may be entered is told")
    for typed, told in (("1,234", "en chiffres, comme 1054,56"), ("2000", "au plus 1\u202f054,56\u202f€"), ("49,99", "au moins 50,00\u202f€")):
        browser.find("#amount").clear()
        browser.find("#amount").send_keys(typed)
        browser.press("form button")
        expect(browser.driver.title.startswith("Erreur\u00a0: "), f"the title says that there is an error: {browser.driver.title!r}")
        expect(told in browser.find("#amount-error").text, f"{typed} is told: {browser.text}")
        expect(browser.find("#amount").get_attribute("value") == typed, "what was typed stays")
    browser.find(".errors a").click()
    expect(browser.driver.switch_to.active_element.get_attribute("id") == "amount",
           "the link leads to the field")
    browser.find("#amount").clear()
    browser.find("#amount").send_keys("54,56")
    browser.pay("stripe", "failed")
    expect(browser.heading == "Paiement refusé", "it may be declined")
    browser.press("a.button")
    expect(browser.find("#amount").get_attribute("value") == "1054,56", "the way back leads to the same link")
    browser.find("#amount").clear()
    browser.find("#amount").send_keys("54.56")
    browser.pay("stripe", "paid")
    expect(browser.heading == "Paiement accepté", "a part is accepted")
    expect("54,56\u202f€" in browser.text and "1\u202f000,00\u202f€" in browser.text, "what was paid, and what is left")
    browser.open(site["free"])
    expect(browser.find("#amount").get_attribute("value") == "1000,00", "the next time the rest may be paid")
    browser.open(site["open"])
    expect("1\u202f000,00\u202f€" in browser.find(".owed").text, "a link without a part asks for the rest")
    browser.pay("paypal", "paid")
    browser.open(site["free"])
    expect(browser.heading == "Cette facture est réglée", "in the end nothing is asked for")
    browser.close()


def statement(site):
    """Three documents at once, of which one is settled meanwhile."""
    for width, height, language in ((390, 844, "en"), (1280, 900, "fr")):
        browser = Browser("statement", site, width=width, height=height, language=language)
        browser.open(site["together"])
        if width == 390:
            expect(browser.heading == "Statement of account", f"in English too: {browser.heading}")
            browser.close()
    expect(browser.heading == "Relevé de compte", f"the page is a statement: {browser.heading}")
    items = [item.text for item in browser.driver.find_elements(By.CSS_SELECTOR, ".lines li")]
    expect(len(items) == 3, f"every document is there: {items}")
    expect("En retard" in items[0] and "Z-1" in items[0], f"the one due first stands first, and is late: {items[0]}")
    expect("150,00\u202f€" in browser.find(".owed").text, "the sum is asked for")
    expect(len(browser.driver.find_elements(By.CSS_SELECTOR, "form > button")) == 1, "there is one button")
    browser.open(site["single"])
    browser.pay("stripe", "paid")
    browser.open(site["together"])
    items = [item.text for item in browser.driver.find_elements(By.CSS_SELECTOR, ".lines li")]
    expect("Réglée" in items[1] and "Z-2" in items[1], f"what was settled meanwhile shows as paid: {items}")
    expect("80,00\u202f€" in browser.find(".owed").text, "and asks for nothing")
    browser.pay("paypal", "failed")
    expect(browser.heading == "Paiement refusé", "it may be declined")
    browser.press("a.button")
    expect(browser.heading == "Relevé de compte", "the way back leads to the statement")
    browser.pay("paypal", "paid")
    expect(browser.heading == "Paiement accepté", "the rest is paid at once")
    expect("80,00\u202f€" in browser.text, "the return page shows the sum")
    for link in "together", "account":
        browser.open(site[link])
        expect(browser.heading == "Il ne reste rien à régler", f"in the end nothing is asked for: {browser.heading}")
        expect(browser.driver.find_elements(By.TAG_NAME, "form") == [], "there is nothing left to send")
    browser.close()


def states(site):
    browser = Browser("states", site, width=400, height=800)
    for name, (address, code) in sorted(site["states"].items()):
        expect(status(address) == code, f"{name} is answered with {code}: {status(address)}")
        browser.walk = f"states-{name}"
        browser.open(address)
        expect(browser.driver.find_elements(By.TAG_NAME, "form") == [], f"{name} has no form")
    browser.close()


def hostile(site):
    for width in (320, 1000):
        browser = Browser("hostile", site, width=width)
        for number, address in enumerate(site["hostile"]):
            browser.walk = f"hostile-{number}"
            browser.open(address)
            browser.find("summary").click()
            browser.look()
            expect(browser.driver.execute_script("return window.attacked") is None,
                   "no script of theirs runs")
            browser.pay("stripe", "failed")
        browser.close()


def product(site):
    for width, language in ((320, "fr"), (1000, "en")):
        browser = Browser("product", site, width=width, language=language)
        browser.open(site["product"])
        email = "Adresse électronique" if language == "fr" else "E-mail"
        expect(email in browser.text, "the page asks for the address")
        expect(browser.find("#email").get_attribute("value") == "jane@example.org",
               "the address is filled in by the link")
        browser.find("#email").clear()
        browser.choose("stripe")
        browser.press("form button")
        expect(browser.find(".errors a").get_attribute("href").endswith("#email"),
               "the summary leads to the field that is wrong")
        expect(len(browser.driver.find_elements(By.CSS_SELECTOR, ".field.wrong")) == 3,
               "every field that is wrong is marked")
        expect(browser.driver.switch_to.active_element.get_attribute("class") == "errors",
               "the focus is on what went wrong")
        browser.find("#email").send_keys(f"{language}@example.org")
        browser.find("#name").send_keys("Jane Müller")
        Select(browser.find("#country")).select_by_value("BE")
        if language == "fr":
            browser.pay("stripe", "failed")
            expect(browser.heading == "Paiement refusé", "the return page says that it was declined")
            browser.press("a.button")
            browser.find("#email").clear()
            browser.find("#email").send_keys(f"{language}@example.org")
            browser.find("#name").send_keys("Jane Müller")
            Select(browser.find("#country")).select_by_value("BE")
        browser.pay("stripe", "paid")
        expect(browser.heading in ("Paiement accepté", "Payment accepted"), "the return page thanks")
        expect("F-" in browser.text, "and names the document")
        browser.close()
    browser = Browser("product-order", site)
    browser.open(site["order"])
    browser.find("#email").send_keys("jane@example.org")
    browser.find("#name").send_keys("Jane")
    Select(browser.find("#country")).select_by_value("FR")
    browser.pay("payzen", "paid")
    browser.open(site["order"])
    expect(browser.heading == "Cette facture est réglée", "the page says that the order is paid")
    expect(browser.driver.find_elements(By.TAG_NAME, "form") == [], "there is nothing left to send")
    browser.close()


def card(site):
    """By card, at the stand-in of the script that yields a nonce."""

    def ready(browser):
        WebDriverWait(browser.driver, 20).until(lambda _: browser.find("form button").is_enabled())

    def fill(browser, number):
        for name, text in (("number", number), ("expirationDate", "12/30"), ("cvv", "123"), ("postalCode", "69001")):
            browser.driver.switch_to.frame(f"braintree-hosted-field-{name}")
            browser.find("input").clear()
            browser.find("input").send_keys(text)
            browser.driver.switch_to.default_content()

    def answer(browser, button):
        """What the customer tells the bank, in its own frame."""
        driver = browser.driver
        WebDriverWait(driver, 20).until(expected_conditions.frame_to_be_available_and_switch_to_it((By.NAME, "bank")))
        WebDriverWait(driver, 20).until(lambda _: driver.find_elements(By.ID, button))[0].click()
        driver.switch_to.default_content()
        WebDriverWait(driver, 20).until(lambda _: not driver.find_elements(By.NAME, "bank"))

    browser = Browser("card", site)
    browser.open(site["open"])
    browser.choose("braintree")
    browser.press("form button")
    ready(browser)
    expect(browser.heading == "Payer par carte", "the page asks for a card")
    expect("1\u202f054,56\u202f€" in browser.find("form button").text, "the button says how much")
    titles = [frame.get_attribute("title") for frame in browser.driver.find_elements(By.TAG_NAME, "iframe")]
    expect(titles == ["Numéro de carte", "Date d’expiration (MM/AA)", "Code de sécurité", "Code postal du titulaire"],
           f"each field has its name: {titles}")
    browser.driver.switch_to.frame("braintree-hosted-field-number")
    browser.find("input").click()
    browser.driver.switch_to.default_content()
    outline = browser.driver.execute_script("return getComputedStyle(document.getElementById('number')).outlineStyle")
    expect(outline == "solid", "the focus shows around the frame")
    browser.find("form button").click()
    expect(browser.find("#wrong").is_displayed(), "what is missing is told")
    browser.look()
    fill(browser, "5")
    browser.find("form button").click()
    wrong = [field.get_attribute("id") for field in browser.driver.find_elements(By.CSS_SELECTOR, ".hosted.wrong")]
    expect(wrong == ["number"], f"the field that is wrong is marked: {wrong}")
    violations = "window.refused = 0; addEventListener('securitypolicyviolation', () => window.refused++);"
    browser.driver.execute_script(violations + """
      for (const address of ["https://www.paypalobjects.com/x.js", "https://evil.test/x.js"])
        document.body.appendChild(Object.assign(document.createElement("script"), { src: address }));
      document.body.appendChild(Object.assign(document.createElement("iframe"), { src: "http://evil.test/" }));
      document.body.appendChild(Object.assign(document.createElement("img"), { src: "https://evil.test/x.png" }));
      fetch("https://evil.test/").catch(() => {});
    """)
    WebDriverWait(browser.driver, 20).until(lambda driver: driver.execute_script("return window.refused") == 5)
    browser.driver.get_log("browser")
    fill(browser, "4000111111111115")
    browser.press("form button")
    expect(browser.heading == "Paiement refusé", "a card that is declined is told of")
    browser.press("a.button")
    browser.choose("braintree")
    browser.press("form button")
    ready(browser)
    fill(browser, "4222222222222222")
    browser.find("form button").click()
    answer(browser, "refuse")
    expect(browser.find("#unverified").is_displayed(), "what the bank did not confirm is told")
    expect(browser.find("form button").is_enabled(), "and the card can be tried again")
    browser.look()
    before = browser.find("html")
    browser.driver.switch_to.frame("braintree-hosted-field-cvv")
    browser.find("input").send_keys(Keys.ENTER)
    browser.driver.switch_to.default_content()
    answer(browser, "confirm")
    browser.arrive(before)
    expect(browser.heading == "Paiement accepté", "another card pays, by the Enter key, once its bank has asked")
    browser.close()

    browser = Browser("card", site, width=320, height=640, language="en")
    browser.open(site["english"])
    browser.choose("braintree")
    browser.press("form button")
    ready(browser)
    browser.look()
    browser.press("main > p > a")
    expect(browser.find("form button").text == "Proceed to payment", "the page leads back to the other means")
    browser.close()

    browser = Browser("card-missing", site, flags=["--host-resolver-rules=MAP *.braintreegateway.com 127.0.0.1:1"])
    browser.open(site["english"])
    browser.choose("braintree")
    browser.press("form button", may_miss=True)
    expect(browser.find("#fault").is_displayed(), "without the script the page says that it does not work")
    expect(not browser.find("form").is_displayed(), "and there is nothing to fill in")
    browser.close()

    browser = Browser("card-scriptless", site, scripts=False)
    browser.open(site["english"])
    browser.choose("braintree")
    browser.press("form button")
    expect("nécessite JavaScript" in browser.text, "without scripts the page says what it needs")
    expect(not browser.find("form").is_displayed(), "and there is nothing to fill in")
    browser.close()


def fault(site):
    """A provider that is out of reach, and another one in its place."""
    for width, language in ((1000, "fr"), (320, "en")):
        browser = Browser("fault", site, width=width, language=language)
        browser.open(site["open"])
        browser.choose("stripe")
        browser.press("form button")
        said = "Aucun montant n’a été débité" if language == "fr" else "No money was taken"
        expect(said in browser.find(".errors").text, "the page says that no money was taken")
        expect("FR76 3000" in browser.text, "and where it can be transferred")
        expect(browser.driver.switch_to.active_element.get_attribute("class") == "errors", "the focus is on that")
        browser.choose("payzen")
        browser.find("form button").click()
        WebDriverWait(browser.driver, 20).until(
            lambda driver: driver.find_elements(By.CSS_SELECTOR, "button[value=paid]"))
        browser.close()


def looks(site):
    """A seller's own colour and logo, on paper, and in letters three times as large."""
    browser = Browser("looks", site)
    browser.open(site["open"])
    script = browser.driver.execute_script
    logo = script("const e = document.querySelector('header img'); return [e.naturalWidth, e.height, e.alt]")
    expect(logo[0] > 0 and 0 < logo[1] <= 48 and logo[2] == "", f"the logo is there beside the name: {logo}")
    ink, ground = script(
        "const s = getComputedStyle(document.querySelector('form button')); return [s.color, s.backgroundColor]")
    expect((ink, ground) == ("rgb(0, 0, 0)", "rgb(255, 238, 136)"), f"a light colour has dark letters: {ink} {ground}")

    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    browser.walk = "looks-print"
    browser.picture()
    for pressed in ("form", "summary"):
        expect(not browser.find(pressed).is_displayed(), f"a {pressed} cannot be pressed on paper")
    expect(browser.find(".owed").is_displayed() and browser.find("header").is_displayed(), "the amount and the seller are")
    grounds = script(
        "return ['html', 'body', 'main'].map(e => getComputedStyle(document.querySelector(e)).backgroundColor)")
    expect(all(ground in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)") for ground in grounds), f"on white: {grounds}")
    printed = browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"]
    with open(os.path.join(site["pictures"], "looks-print.pdf"), "wb") as file:
        file.write(base64.b64decode(printed))
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    # Letters alone three times as large (WCAG 2.2, 1.4.4 asks for twice).
    browser.walk = "looks-letters"
    script("document.documentElement.style.fontSize = '300%'")
    browser.look()
    browser.close()

    # A window of 1280 pixels at 300 % (WCAG 2.2, 1.4.10).
    browser = Browser("looks-zoom", site, width=427, height=300, scale=3)
    browser.open(site["open"])
    browser.find("summary").click()
    browser.look()
    browser.pay("stripe", "paid")
    browser.close()


def main():
    site = json.load(sys.stdin)
    os.makedirs(site["pictures"], exist_ok=True)
    try:
        globals()[sys.argv[1]](site)
    finally:
        for browser in BROWSERS:
            browser.close()
    for fault in FAULTS:
        print(fault, file=sys.stderr)
    sys.exit(1 if FAULTS else 0)


main()
