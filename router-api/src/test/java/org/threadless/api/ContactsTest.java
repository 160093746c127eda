package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.router.engine.access.token.NewToken;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.message.BackendName;
import org.threadless.testing.RecordingBackend;
import org.threadless.testing.TestRouter;

class ContactsTest {

  private ApiRouter api;

  @BeforeEach
  void start() {
    api = ApiRouter.start(TestRouter.builder().backend("other", RecordingBackend.accepting()));
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void aContactIsMadeWithAllThatIsKnownOfIt() {
    Answered made =
        add(
            "{'name': 'Amina', 'language': 'sw', 'notes': {'village': 'Kisumu'}, 'connections':"
                + " [{'backend': 'test', 'identity': '+254700'}], 'groups': ['nurses']}");

    assertThat(made.status()).isEqualTo(201);
    Answered shown = api.get("/contacts/" + id(made));
    assertThat(shown.text()).isEqualTo(made.text());
    assertThat(shown.json().get("name").stringValue()).isEqualTo("Amina");
    assertThat(shown.json().get("language").stringValue()).isEqualTo("sw");
    assertThat(shown.json().at("/notes/village").stringValue()).isEqualTo("Kisumu");
    assertThat(shown.json().at("/connections/0/identity").stringValue()).isEqualTo("+254700");
    assertThat(shown.json().at("/groups/0").stringValue()).isEqualTo("nurses");
  }

  @Test
  void aContactOfWhichNothingIsKnownIsOne() {
    assertThat(add("{}").status()).isEqualTo(201);
    assertThat(add("{'connections': [], 'groups': [], 'notes': {}}").status()).isEqualTo(201);
  }

  @Test
  void aConnectionOfAnotherIsAConflictAndMakesNobody() {
    String connections = "{'connections': [{'backend': 'test', 'identity': '0700'}]}";
    add(connections);

    assertThat(add(connections).status()).isEqualTo(409);
    assertThat(api.get("/contacts").json().get("contacts")).hasSize(1);
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Answered refused =
        add(
            "{'name': ' ', 'language': 'a language', 'notes': {'': 'x', 'age': 3}, 'connections':"
                + " [{'backend': 'no', 'identity': ''}, {}], 'groups': ['a;b'], 'phone': '1'}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("errors"))
        .extracting(error -> error.get("field").stringValue())
        .contains(
            "name",
            "language",
            "notes",
            "notes.age",
            "connections[0].backend",
            "connections[0].identity",
            "connections[1].backend",
            "groups[0]",
            "phone");
  }

  @Test
  void aChangeKeepsWhatItLeavesOutAndTakesAwayWhatIsNull() {
    String id = id(add("{'name': 'Amina', 'language': 'sw', 'notes': {'a': '1', 'b': '2'}}"));

    Answered changed = patch(id, "{'language': null, 'notes': {'a': null, 'c': '3'}}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().get("name").stringValue()).isEqualTo("Amina");
    assertThat(changed.json().has("language")).isFalse();
    assertThat(changed.json().get("notes").toString()).isEqualTo("{\"b\":\"2\",\"c\":\"3\"}");
    assertThat(patch(id, "{'name': null}").json().has("name")).isFalse();
  }

  @Test
  void aChangeThatChangesNothingIsRefused() {
    String id = id(add("{}"));

    assertThat(patch(id, "{}").status()).isEqualTo(422);
    assertThat(patch(id, "{'groups': []}").status()).isEqualTo(422);
    assertThat(patch(UUID.randomUUID().toString(), "{'name': 'A'}").status()).isEqualTo(404);
  }

  @Test
  void moreNotesThanThereMayBeAreRefused() {
    String fifty =
        IntStream.range(0, 50).mapToObj(i -> "'n" + i + "': 'x'").collect(Collectors.joining(","));
    String id = id(add("{'notes': {" + fifty + "}}"));

    assertThat(patch(id, "{'notes': {'one-more': 'x'}}").status()).isEqualTo(422);
    assertThat(patch(id, "{'notes': {'one-more': 'x', 'n7': null}}").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+254700111222", "a/b", "50%", "%2F", "a b", "آمنة", "😀", "a;b=c", "?#&", "..."})
  void anIdentityInThePathMayHoldAnything(String identity) {
    String id = id(add("{}"));
    String path = "/contacts/" + id + "/connections/test/" + encoded(identity);

    Answered connected = put(path);

    assertThat(connected.status()).isEqualTo(200);
    assertThat(connected.json().at("/connections/0/identity").stringValue()).isEqualTo(identity);
    Answered found = api.get("/contacts?backend=test&identity=" + encoded(identity));
    assertThat(found.json().at("/contacts/0/id").stringValue()).isEqualTo(id);
    assertThat(api.delete(path).json().get("connections")).isEmpty();
    assertThat(api.delete(path).status()).isEqualTo(200);
  }

  @Test
  void aPlusInThePathIsAPlus() {
    String id = id(add("{}"));

    assertThat(
            put("/contacts/" + id + "/connections/test/+254700")
                .json()
                .at("/connections/0/identity")
                .stringValue())
        .isEqualTo("+254700");
  }

  @Test
  void anIdentityOfAHundredCharactersIsTheLongest() {
    String path = "/contacts/" + id(add("{}")) + "/connections/test/";

    assertThat(put(path + "1".repeat(100)).status()).isEqualTo(200);
    assertThat(put(path + "1".repeat(101)).status()).isEqualTo(404);
  }

  @Test
  void aConnectionOfAnotherIsAConflictAndOfNobodyIsNotFound() {
    add("{'connections': [{'backend': 'test', 'identity': '0700'}]}");
    String id = id(add("{}"));

    assertThat(put("/contacts/" + id + "/connections/test/0700").status()).isEqualTo(409);
    assertThat(put("/contacts/" + id + "/connections/nobackend/0700").status()).isEqualTo(404);
    assertThat(put("/contacts/" + UUID.randomUUID() + "/connections/test/0701").status())
        .isEqualTo(404);
    assertThat(api.delete("/contacts/" + UUID.randomUUID() + "/connections/test/1").status())
        .isEqualTo(404);
  }

  @Test
  void aConnectionOfABackendThatTheTokenIsNotForIsNotAdded() {
    String id = id(add("{}"));
    api.use(
        api.tokens()
            .add(
                new NewToken(
                    "one",
                    Set.of(Right.PEOPLE),
                    Set.of(new BackendName("test")),
                    Optional.empty(),
                    Optional.empty())));

    assertThat(put("/contacts/" + id + "/connections/other/0700").status()).isEqualTo(403);
    assertThat(add("{'connections': [{'backend': 'other', 'identity': '0700'}]}").status())
        .isEqualTo(403);
    assertThat(api.get("/contacts?backend=other&identity=0700").status()).isEqualTo(403);
    Answered imported = table("connection\nother:0700\ntest:0700\n");
    assertThat(imported.json().get("added").intValue()).isEqualTo(1);
    assertThat(imported.json().get("refused").intValue()).isEqualTo(1);
  }

  @Test
  void oneIsMadeOfTwo() {
    String kept = id(add("{'name': 'Amina'}"));
    String other =
        id(add("{'language': 'sw', 'connections': [{'backend': 'test', 'identity': '1'}]}"));

    Answered merged = api.post("/contacts/" + kept + "/merge/" + other, "");

    assertThat(merged.json().get("language").stringValue()).isEqualTo("sw");
    assertThat(merged.json().get("connections")).hasSize(1);
    assertThat(api.get("/contacts/" + other).status()).isEqualTo(404);
    assertThat(api.post("/contacts/" + kept + "/merge/" + other, "").status()).isEqualTo(404);
    assertThat(api.post("/contacts/" + kept + "/merge/" + kept, "").status()).isEqualTo(409);
  }

  @Test
  void whoIsForgottenIsNotThereAnyMore() {
    String id = id(add("{'name': 'Amina'}"));

    assertThat(api.delete("/contacts/" + id).status()).isEqualTo(204);
    assertThat(api.delete("/contacts/" + id).status()).isEqualTo(404);
    assertThat(api.get("/contacts/" + id).status()).isEqualTo(404);
    assertThat(api.get("/contacts/amina").status()).isEqualTo(404);
  }

  @Test
  void aListGoesOnWhereTheLastOneEnded() {
    for (int i = 0; i < 5; i++) {
      add("{'name': 'n" + i + "'}");
    }

    Answered first = api.get("/contacts?limit=3");
    Answered second = api.get("/contacts?limit=3&cursor=" + first.json().get("next").stringValue());

    assertThat(first.json().at("/contacts/2/name").stringValue()).isEqualTo("n2");
    assertThat(second.json().at("/contacts/0/name").stringValue()).isEqualTo("n3");
    assertThat(second.json().get("contacts")).hasSize(2);
    assertThat(second.json().has("next")).isFalse();
    assertThat(api.get("/contacts?limit=5").json().has("next")).isFalse();
  }

  @Test
  void aNameIsFoundInAnyCase() {
    add("{'name': 'Éloïse'}");
    add("{'name': 'éloÏse'}");
    add("{'name': 'آمنة'}");

    assertThat(api.get("/contacts?name=" + encoded("ÉLOÏSE")).json().get("contacts")).hasSize(2);
    assertThat(api.get("/contacts?name=" + encoded("آمنة")).json().get("contacts")).hasSize(1);
    assertThat(api.get("/contacts?name=nobody").json().get("contacts")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "cursor=x",
        "backend=test",
        "identity=1",
        "name=a&backend=test&identity=1",
        "group=a"
      })
  void whatCannotBeAskedForIsRefused(String query) {
    assertThat(api.get("/contacts?" + query).status()).isEqualTo(422);
  }

  @Test
  void aTableIsTakenRowByRow() {
    Answered taken =
        table("name,language,connection,groups\nAmina,sw,test:1,nurses\nBob,xx-nothing-at-all,,\n");

    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.json().get("added").intValue()).isEqualTo(1);
    assertThat(taken.json().get("changed").intValue()).isZero();
    assertThat(taken.json().get("refused").intValue()).isEqualTo(1);
    assertThat(taken.json().at("/problems/0/line").intValue()).isEqualTo(3);
    assertThat(table("name,connection\nAnna,test:1\n").json().get("changed").intValue())
        .isEqualTo(1);
  }

  @Test
  void ofManyRowsThatAreRefusedTheFirstThousandAreTold() {
    Answered taken = table("connection\n" + "nothing\n".repeat(1001));

    assertThat(taken.json().get("refused").intValue()).isEqualTo(1001);
    assertThat(taken.json().get("problems")).hasSize(1000);
  }

  @Test
  void whatIsNoTableIsRefused() {
    assertThat(table("").status()).isEqualTo(422);
    assertThat(table("who\nAmina\n").status()).isEqualTo(422);
    assertThat(api.post("/contacts/import", "{}").status()).isEqualTo(415);
  }

  @Test
  void whatIsExportedIsTakenAgain() {
    table("name,connection,note:age\n=1+1,test:+254700,7\nآمنة,test:a/b,\n");

    Answered exported = api.get("/contacts/export");

    assertThat(exported.status()).isEqualTo(200);
    assertThat(exported.response().headers().firstValue("Content-Type"))
        .contains("text/csv; charset=UTF-8");
    assertThat(exported.text()).contains("=1+1", "آمنة", "test:a/b");
    assertThat(table(exported.text()).json().get("changed").intValue()).isEqualTo(2);
  }

  @Test
  void withoutItsDatabaseItAsksToComeAgain() {
    api.get("/contacts");
    api.router().loseDatabase();

    Answered exported = api.get("/contacts/export");

    assertThat(exported.status()).isEqualTo(503);
    assertThat(exported.response().headers().firstValue("Content-Type"))
        .contains("application/problem+json");
    assertThat(exported.response().headers().firstValue("Retry-After")).isPresent();
    assertThat(table("name\nAmina\n").status()).isEqualTo(503);
  }

  @Test
  void whoMayNotLookAfterPeopleSeesNone() {
    api.use(api.token("reader", Set.of(Right.READ, Right.SEND)));

    assertThat(api.get("/contacts").status()).isEqualTo(403);
    assertThat(api.get("/contacts/export").status()).isEqualTo(403);
    assertThat(table("name\nA\n").status()).isEqualTo(403);
  }

  private Answered add(String json) {
    return api.post("/contacts", json.replace('\'', '"'));
  }

  private static String id(Answered made) {
    return made.json().get("id").stringValue();
  }

  private Answered put(String path) {
    return api.send(api.request(path).PUT(BodyPublishers.noBody()));
  }

  private Answered patch(String id, String json) {
    return api.send(
        api.request("/contacts/" + id)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  private Answered table(String csv) {
    return api.send(
        api.request("/contacts/import")
            .header("Content-Type", "text/csv; charset=utf-8")
            .POST(BodyPublishers.ofString(csv)));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
