package org.threadless.backend.http.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.backend.http.outgoing.settings.AuthSettings;
import org.threadless.backend.http.outgoing.settings.ByAlphabet;
import org.threadless.backend.http.outgoing.settings.Meaning;
import org.threadless.router.config.InvalidSettingException;

class OutgoingSettingsTest {

  private static final String URL = "https://sms.example.org/send";

  @Test
  void aFormAndJsonTogetherAreRefused() {
    assertInvalid(
        () -> Asking.post(URL).form("a", "b").json(Map.of()).settings(),
        "form must not be there beside json");
  }

  @Test
  void aBodyIsNeededUnlessItIsAGet() {
    assertInvalid(() -> Asking.post(URL).settings(), "form or json must be there with method POST");
    assertInvalid(
        () -> Asking.get(URL).form("a", "b").settings(),
        "form must not be there with method GET; its fields belong in query");
    assertInvalid(
        () -> Asking.get(URL).json(Map.of("a", "b")).settings(),
        "json must not be there with method GET");
    assertThat(Asking.get(URL).settings().method()).isEqualTo("GET");
  }

  @Test
  void noValueOfAMessageMayBeAPartOfTheHost() {
    for (String name : List.of("to", "text", "kind")) {
      assertInvalid(
          () ->
              Asking.get("https://{" + name + "}.example.org/")
                  .byAlphabet("kind", "a", "b")
                  .settings(),
          "url must hold {" + name + "} in its path or query");
    }
    assertInvalid(
        () -> Asking.get("{text}/send").settings(), "url must hold {text} in its path or query");
  }

  @Test
  void aFragmentIsRefusedSinceItWouldNotBeSent() {
    assertInvalid(
        () -> Asking.get(URL + "#x").settings(),
        "url must not hold a #; where it belongs to a value, write %23");
  }

  @Test
  void credentialsAreOfOneKindAndAreSettings() {
    assertInvalid(
        () -> Asking.get(URL).basic("{token}").settings(),
        "basic must be a user and a password with a colon between them: \"{user}:{password}\"");
    assertInvalid(
        () -> new AuthSettings(Optional.empty(), Optional.empty()),
        "basic or bearer must be there, one of them");
    assertInvalid(
        () -> Asking.get(URL).bearer("{text}").settings(),
        "auth must hold settings only, and holds {text}");
    assertInvalid(
        () -> Asking.get(URL).bearer("{token}").header("authorization", "x").settings(),
        "auth must not be there beside a header Authorization");
  }

  @Test
  void aHeaderNeedsANameThatIsItsOwn() {
    assertInvalid(
        () -> Asking.get(URL).header("a b", "c").settings(),
        "headers has a name that no header can have: a b");
    assertInvalid(
        () -> Asking.get(URL).header("content-length", "1").settings(),
        "headers must not hold content-length, which is for the connection to say");
  }

  @Test
  void whatDependsOnTheAlphabetDependsOnNothingElseOfItsKind() {
    assertInvalid(
        () -> Asking.get(URL).byAlphabet("text", "a", "b").settings(),
        "byAlphabet must not define text, which every message has");
    assertInvalid(
        () -> Asking.get(URL).byAlphabet("a", "{a}", "b").settings(),
        "byAlphabet must not hold {a} in what it defines");
    assertInvalid(
        () -> new ByAlphabet(Optional.empty(), Optional.empty()), "gsm or other must be there");
  }

  @Test
  void thePatternOfTheIdIsOneWithAGroup() {
    assertInvalid(
        () -> Asking.get(URL).id("$body").idPattern("(").settings(),
        "idPattern must be a regular expression: Unclosed group");
    assertInvalid(
        () -> Asking.get(URL).id("$body").idPattern("x").settings(),
        "idPattern must have a group for the id: 'Success \"([^\"]+)\"'");
    assertInvalid(
        () -> Asking.get(URL).idPattern("(x)").settings(), "idPattern needs an id beside it");
  }

  @Test
  void jsonIsATreeOfWhatJsonCanHold() {
    assertInvalid(() -> Asking.post(URL).json("text").settings(), "json must be a map or a list");
    assertInvalid(
        () -> Asking.post(URL).json(List.of(Optional.empty())).settings(),
        "json must be made of maps, lists, texts, numbers, true and false");
  }

  @Test
  void anyOtherMistakeIsOneOfItsSetting() {
    assertInvalid(() -> Asking.get(URL).maxChars(0).settings(), "maxChars must be from 1 to");
    assertInvalid(
        () -> Asking.get(URL).result(Meaning.RETRY, "$nothing", "1").settings(),
        "when has a key that must be one of $header.NAME");
    assertInvalid(
        () -> Asking.by("BREW", URL).settings(), "method must be one of GET, POST, PUT, PATCH");
  }

  @Test
  void aPlaceThatIsNoValuesIsNamed() {
    assertInvalid(
        () -> check(Asking.post(URL).json(Map.of("a", List.of("{txt}"))), "key"),
        "outgoing json holds {txt}, which is none of key, message-id, report-url, text, "
            + "text-utf16-hex, to");
    assertInvalid(
        () -> check(Asking.get(URL).query("q", "{x}")), "outgoing query.q holds {x}, which is");
    assertInvalid(
        () -> check(Asking.get(URL).header("A", "{x}")), "outgoing headers.A holds {x}, which is");
    assertInvalid(
        () -> check(Asking.post(URL).form("f", "{x}")), "outgoing form.f holds {x}, which is");
    assertInvalid(
        () -> check(Asking.get(URL).byAlphabet("k", "{x}", "1")),
        "outgoing by-alphabet.k holds {x}, which is");
  }

  @Test
  void aSettingMayNotBeCalledLikeWhatEveryMessageHas() {
    assertInvalid(
        () -> check(Asking.get(URL), "text"), "outgoing cannot be used with a setting called text");
  }

  @Test
  void whatIsAbsentIsLeftOutButNotOfTheUrlAndTheCredentials() {
    check(Asking.get(URL).query("from", "{from}"), "from");
    assertInvalid(
        () -> check(Asking.get("https://{host}/"), "host"),
        "outgoing url needs the setting host, which is left out");
    assertInvalid(
        () -> check(Asking.get(URL).bearer("{token}"), "token"),
        "outgoing auth needs the setting token, which is left out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2/",
        "ftp://hunter2",
        "http://",
        "http://a b",
        "http://a:99999",
        "http://a/../hunter2"
      })
  void theSettingThatIsTheUrlMustBeOneAndIsNotShown(String url) {
    InvalidSettingException e =
        assertInvalid(() -> check(Asking.get("{url}/send").value("url", url), "url"), "outgoing");
    assertThat(e.getMessage()).doesNotContain("hunter2");
  }

  @Test
  void aHostThatIsASettingStaysAHost() throws Exception {
    check(Asking.get("https://{host}/send").value("host", "[::1]:8080"), "host");
    assertInvalid(
        () -> check(Asking.get("https://{host}/send").value("host", "me@evil.example/"), "host"),
        "outgoing must be a URL such as http://127.0.0.1:13013/send");
  }

  @Test
  void aHeaderOfASettingHoldsNoLineBreak() {
    assertInvalid(
        () -> check(Asking.get(URL).header("Key", "{key}").value("key", "a\r\nB: c"), "key"),
        "outgoing headers.Key cannot hold line breaks and characters beyond Latin-1");
    assertInvalid(
        () -> check(Asking.get(URL).bearer("{key}").value("key", "a\n"), "key"),
        "outgoing auth cannot hold line breaks and characters beyond Latin-1");
  }

  @Test
  void aNumberIsOne() {
    assertInvalid(
        () -> check(Asking.post(URL).json(Map.of("sim", "{sim}")).number("sim", "two"), "sim"),
        "outgoing json needs a number as the setting sim");
  }

  @Test
  void nothingOfThemIsShown() {
    assertThat(Asking.get(URL + "?password=hunter2").settings().toString())
        .doesNotContain("hunter2");
  }

  private static void check(Asking asking, String... declared) {
    asking.settings().checkNames("outgoing", Set.of(declared));
    asking.settings().checkValues("outgoing", asking.values());
  }

  private static InvalidSettingException assertInvalid(ThrowingCallable make, String message) {
    InvalidSettingException e = catchThrowableOfType(InvalidSettingException.class, make);
    assertThat(e).isNotNull().hasMessageStartingWith(message);
    return e;
  }
}
