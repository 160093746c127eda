package org.threadless.console.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.console.ConsoleRouter;
import org.threadless.console.Strangers;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;

class PeoplePagesTest {

  private static final Connection AMINA = Connection.of("test", "+254700111222");

  private ConsoleRouter console;

  @BeforeEach
  void start() {
    console = ConsoleRouter.start();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  private Contact amina() {
    return console.router().contacts().make(c -> c.withName("Amina Wanjiku"), AMINA);
  }

  private static String place(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow().substring("/console".length());
  }

  @Test
  void somebodyIsAddedChangedAndForgotten() {
    String page = place(console.post("/people", "name", "Juma", "language", "sw"));
    String person = page.substring(0, page.indexOf('?'));

    assertThat(console.get(page).body()).contains("The person is added.", "Juma", "\"sw\"");
    console.post(person + "/connect", "backend", "test", "number", "+254733000111");
    console.post(person, "name", "Juma Otieno", "notes", "village: Kisumu");
    assertThat(console.get(person).body())
        .contains("Juma Otieno", "village: Kisumu", "test:+254733000111")
        .doesNotContain("value=\"sw\"");
    assertThat(place(console.post(person + "/delete"))).isEqualTo("/people?done=forgotten");
    assertThat(console.get(person).statusCode()).isEqualTo(404);
  }

  @Test
  void somebodyIsFoundByNameAndByNumber() {
    Contact unused = amina();

    assertThat(console.get("/people?find=amina+wanjiku").body()).contains("Amina Wanjiku");
    assertThat(console.get("/people?find=%2B254+700+111222").body()).contains("Amina Wanjiku");
    assertThat(console.get("/people?find=nobody").body()).contains("Nobody is called");
  }

  @Test
  void whatIsNoNameOfAGroupIsNotFoundAndIsRefusedInAForm() {
    String person = "/people/" + amina().id();

    assertThat(console.get("/groups/%20" + "a".repeat(500)).statusCode()).isEqualTo(404);
    for (String deed : new String[] {"/join", "/leave"}) {
      HttpResponse<String> refused = console.post(person + deed, "group", "a\u0000b");
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("group: ");
    }
    // Last: what is no path ends the connection.
    assertThat(console.get("/groups/a%00b").statusCode()).isBetween(400, 404);
  }

  @Test
  void aNumberIsStoredWithoutWhatPeopleWriteBetweenItsDigits() {
    String person = "/people/" + console.router().contacts().make(c -> c.withName("Juma")).id();

    String page =
        place(console.post(person + "/connect", "backend", "test", "number", "+254 733-000 111"));

    assertThat(console.get(page).body()).contains("test:+254733000111");
  }

  @Test
  void whatCannotBeDoneIsSaidInOneLine() {
    console.post("/groups", "name", "nurses");

    HttpResponse<String> refused = console.post("/groups", "name", "nurses");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("This cannot be done: ");
  }

  @Test
  void whatTurnsTheDirectionOfATextStaysOutOfTheTitle() {
    String person =
        "/people/" + console.router().contacts().make(c -> c.withName("Juma\u202Eamuj")).id();

    assertThat(console.get(person).body())
        .contains("<title>Jumaamuj - ")
        .doesNotContain("<title>Juma\u202E");
  }

  @Test
  void theListGoesOnByKey() {
    for (int i = 0; i < 60; i++) {
      String name = "person " + i;
      Contact unused = console.router().contacts().make(c -> c.withName(name));
    }
    String first = console.get("/people").body();
    int link = first.indexOf("/people?after=");
    String next = first.substring(link, first.indexOf('"', link));

    assertThat(first).contains("person 49<").doesNotContain("person 50<");
    assertThat(console.get(next).body()).contains("person 50<", "person 59<");
  }

  @Test
  void theWayFromAGroupToWriteToItHasItChosen() {
    console.post("/groups", "name", "nurses & co");
    console.post("/groups", "name", "others");
    String way = "/broadcasts/new?group=nurses+%26+co";

    assertThat(console.get("/groups/nurses%20%26%20co").body()).contains("/console" + way);
    assertThat(console.get(way).body())
        .contains("value=\"nurses &amp; co\" checked>", "value=\"others\">");
  }

  @Test
  void groupsAreMadeFilledRenamedAndDeleted() {
    Contact amina = amina();
    String person = "/people/" + amina.id();

    assertThat(place(console.post("/groups", "name", "nurses & co"))).contains("?done=made");
    console.post(person + "/join", "group", "nurses & co");
    assertThat(console.get("/groups/nurses%20%26%20co").body()).contains("1 person", "Amina");
    console.post("/groups/nurses%20%26%20co/rename", "name", "nurses");
    assertThat(console.get("/groups").body()).contains(">nurses<").doesNotContain("&amp; co");
    console.post("/groups/nurses/leave", "person", amina.id().toString());
    assertThat(console.get("/groups/nurses").body()).contains("Nobody is in it yet");
    assertThat(place(console.post("/groups/nurses/delete"))).isEqualTo("/groups?done=deleted");
  }

  @Test
  void aTableIsLookedAtBeforeItIsStored() {
    String table = "name,groups,test\nAmina,nurses,+254700111222\nJuma,nurses,+254733000111\nno";

    String preview = console.post("/people/import", "table", table).body();

    assertThat(preview).contains("What would be stored", "Store 2 rows", "has 1 cells");
    assertThat(console.get("/people").body()).contains("Nobody is known yet.");
    assertThat(console.get("/groups").body()).contains("There is no group yet");
    String running = place(console.post("/people/import/store", "table", table));
    await().until(() -> console.get(running).body().contains("<h2>Stored</h2>"));
    assertThat(console.get(running).body())
        .contains("has 1 cells", "Begun by admin", "the table has about 3 rows")
        .doesNotContain("hx-trigger=\"every 2s\"");
    assertThat(console.get("/people").body()).contains("Amina", "Juma", "nurses");
  }

  @Test
  void twoRowsOfOneNewPersonCountAsOneAndTheFirstAreShown() {
    String table = "name,test\nAmina,+254700111222\nAmina Wanjiku,+254700111222";

    assertThat(console.post("/people/import", "table", table).body())
        .containsPattern("new people</dt><dd>1</dd>")
        .containsPattern("known, changed</dt><dd>1</dd>")
        .contains("<td>new</td>", "<td>known</td>", ">Amina Wanjiku</bdi>");
  }

  @Test
  void anotherNodeSaysWhatItKnowsOfATableThatIsStored() {
    console.router().injected(Audit.class).note("ben", "people-import-begin", "", "1a2b3c4d");
    assertThat(console.get("/people/import/running").body())
        .contains("Being stored by another node", "Begun by ben", "hx-trigger=\"every 2s\"");
    assertThat(console.get("/people/import/now").body())
        .startsWith("<section")
        .contains("Being stored by another node");

    console.router().injected(Audit.class).note("ben", "people-import", "25", "");
    assertThat(console.get("/people/import/running").body())
        .contains("<h2>Stored</h2>", "known ones, 25.")
        .doesNotContain("every 2s");

    console.post("/people/import/store", "table", "name,test\nAmina,+254700111222");
    await()
        .until(
            () ->
                console.get("/people/import/running").body().contains("new people</dt><dd>1</dd>"));
  }

  @Test
  void whatKeepsSomethingFromBeingDoneIsSaidByNameAndNotById() {
    Contact amina = amina();
    Contact other = console.router().contacts().make(c -> c.withName("Juma"));

    HttpResponse<String> refused =
        console.post(
            "/people/" + other.id() + "/connect", "backend", "test", "number", "+254700111222");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body())
        .contains("is a connection of Amina Wanjiku; take it away there, or merge the two")
        .contains("<a href=\"/console/people/" + amina.id() + "\">Look at that person</a>")
        .doesNotContain(">" + amina.id(), amina.id() + ";", other.id().toString());
  }

  @Test
  void whatIsNotThereIsSaidWithoutAnId() {
    String id = UUID.randomUUID().toString();

    for (String place : List.of("/people/", "/messages/", "/broadcasts/")) {
      HttpResponse<String> none = console.get(place + id);
      assertThat(none.statusCode()).isEqualTo(404);
      assertThat(none.body()).contains("There is no such ").doesNotContain(id);
    }
  }

  @Test
  void whereNothingIsStoredThereIsNothingToFollow() {
    assertThat(console.get("/people/import/running").statusCode()).isEqualTo(404);
  }

  @Test
  void aTableThatCannotBeReadSaysWhy() {
    assertThat(console.post("/people/import", "table", "shoe\n42").body())
        .contains("The table cannot be read", "shoe");
    assertThat(console.post("/people/import").body()).contains("Choose a file");
  }

  @Test
  void whatIsHandedOutCanBeReadInAgainAndHoldsNoFormula() {
    Contact unused = console.router().contacts().make(c -> c.withName("=cmd()"), AMINA);

    String table = console.get("/people/export").body();

    assertThat(table).contains("'=cmd()", "test:+254700111222").doesNotContain(",=cmd()");
    assertThat(console.post("/people/import", "table", table).body())
        .contains("Store 1 row", "known, changed");
  }

  @Test
  void whatStrangersCallThemselvesIsTextAndNothingElse() {
    Strangers.texts()
        .map(text -> text.length() > 200 ? text.substring(0, 200) : text)
        .forEach(
            text -> {
              try {
                Contact unused = console.router().contacts().make(c -> c.withName(text));
              } catch (IllegalArgumentException e) {
                // A name may not be like that at all.
                assertThat(e).hasMessageContaining("name");
              }
            });

    assertThat(console.get("/people").body()).doesNotContain("<script>alert");
  }

  @Test
  void readersSeeThemAndHaveNothingToPress() {
    Contact amina = amina();
    console.as(Role.READER);

    assertThat(console.get("/people").body()).contains("Amina").doesNotContain("Import");
    assertThat(console.get("/people/" + amina.id()).body())
        .contains("Amina")
        .doesNotContain("Save", "Forget");
  }
}
