package org.threadless.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.threadless.api.ApiRouter.Answered;
import org.threadless.router.engine.access.token.Right;

class GroupsTest {

  private ApiRouter api;

  @BeforeEach
  void start() {
    api = ApiRouter.start();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void groupsAreListedByName() {
    add("nurses");
    add("Drivers");

    assertThat(api.get("/groups").json().get("groups"))
        .extracting(group -> group.get("name").stringValue())
        .containsExactly("Drivers", "nurses");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nurses", "a/b", "100%", "ممرضات", "Kisumu + Busia", "é😀", "?"})
  void aGroupHasMembersWhateverItIsCalled(String name) {
    assertThat(add(name).status()).isEqualTo(201);
    String contact = contact();
    String path = "/groups/" + encoded(name);

    assertThat(put(path + "/members/" + contact).status()).isEqualTo(204);
    assertThat(put(path + "/members/" + contact).status()).isEqualTo(204);
    Answered shown = api.get(path);
    assertThat(shown.json().get("name").stringValue()).isEqualTo(name);
    assertThat(shown.json().at("/members/0/id").stringValue()).isEqualTo(contact);
    assertThat(api.delete(path + "/members/" + contact).status()).isEqualTo(204);
    assertThat(api.delete(path + "/members/" + contact).status()).isEqualTo(204);
    assertThat(api.get(path).json().get("members")).isEmpty();
    assertThat(api.delete(path).status()).isEqualTo(204);
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  @Test
  void namesThatDifferByCaseAloneAreOne() {
    add("nurses");

    assertThat(add("NURSES").status()).isEqualTo(409);
    assertThat(api.get("/groups/Nurses").json().get("name").stringValue()).isEqualTo("nurses");
  }

  @Test
  void aGroupIsRenamedUnlessAnotherHasTheName() {
    add("nurses");
    add("drivers");

    assertThat(rename("nurses", "midwives").json().get("name").stringValue()).isEqualTo("midwives");
    assertThat(rename("midwives", "Midwives").status()).isEqualTo(200);
    assertThat(rename("midwives", "drivers").status()).isEqualTo(409);
    assertThat(rename("nurses", "any").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a;b", " a", "a\\u0007"})
  void whatIsNoNameIsRefused(String name) {
    assertThat(add(name).status()).isEqualTo(422);
  }

  @Test
  void aNameOfAHundredCharactersIsTheLongest() {
    assertThat(add("n".repeat(100)).status()).isEqualTo(201);
    assertThat(api.get("/groups/" + "n".repeat(100)).status()).isEqualTo(200);
    assertThat(add("n".repeat(101)).status()).isEqualTo(422);
    assertThat(api.get("/groups/" + "n".repeat(101)).status()).isEqualTo(404);
  }

  @Test
  void whoOrWhatIsNotThereIsNotFound() {
    add("nurses");
    UUID nobody = UUID.randomUUID();

    assertThat(put("/groups/nurses/members/" + nobody).status()).isEqualTo(404);
    assertThat(api.delete("/groups/nurses/members/" + nobody).status()).isEqualTo(404);
    assertThat(put("/groups/nothing/members/" + contact()).status()).isEqualTo(404);
    assertThat(api.delete("/groups/nothing/members/" + contact()).status()).isEqualTo(404);
    assertThat(api.delete("/groups/nothing").status()).isEqualTo(404);
    assertThat(put("/groups/nurses/members/1").status()).isEqualTo(404);
  }

  @Test
  void whoMayNotLookAfterPeopleSeesNone() {
    api.use(api.token("reader", Set.of(Right.READ)));

    assertThat(api.get("/groups").status()).isEqualTo(403);
  }

  private Answered add(String name) {
    return api.post("/groups", "{\"name\": \"" + name + "\"}");
  }

  private String contact() {
    return api.post("/contacts", "{}").json().get("id").stringValue();
  }

  private Answered put(String path) {
    return api.send(api.request(path).PUT(BodyPublishers.noBody()));
  }

  private Answered rename(String group, String name) {
    return api.send(
        api.request("/groups/" + group)
            .method("PATCH", BodyPublishers.ofString("{\"name\": \"" + name + "\"}")));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
