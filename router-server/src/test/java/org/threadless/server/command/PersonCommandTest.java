package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code router person}. */
class PersonCommandTest {

  private static final String NUMBER = "+254700111222";

  @TempDir Path temp;
  private String config;

  @BeforeEach
  void configure() {
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: 'jdbc:h2:file:%s'}
                apps: [tally, warden]
                backends:
                  phone: {engine: journal, numbers: {region: KE}}
                  chat: {engine: journal}
                """
                    .formatted(temp.resolve("db")));
  }

  private CommandResult person(String command, String... arguments) {
    return router("person", command, arguments);
  }

  private CommandResult router(String what, String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(what, command, config));
    all.addAll(List.of(arguments));
    return CommandResult.router(all.toArray(String[]::new));
  }

  private void say(String backend, String identity, String text) {
    assertThat(CommandResult.router("incoming", config, backend, identity, text).exitCode())
        .isZero();
  }

  private void amina() {
    say("phone", NUMBER, "tally of Kisumu");
    say("chat", "amina", "mbili");
    assertThat(
            router(
                    "contact",
                    "add",
                    "Amina Odhiambo",
                    "--connection=phone:" + NUMBER,
                    "--connection=chat:amina",
                    "--note=village=Kisumu",
                    "--group=Nurses")
                .err())
        .isEmpty();
  }

  @Test
  void allThatIsKeptIsPrintedAsJson() {
    amina();

    CommandResult shown = person("show", "amina odhiambo");

    assertThat(shown.err()).isEmpty();
    JsonNode json = JsonMapper.builder().build().readTree(shown.out());
    assertThat(json.at("/contact/name").asString()).isEqualTo("Amina Odhiambo");
    assertThat(json.at("/contact/notes/village").asString()).isEqualTo("Kisumu");
    assertThat(json.at("/contact/groups/0").asString()).isEqualTo("Nurses");
    assertThat(json.at("/connections")).hasSize(2);
    assertThat(json.at("/apps/tally").get(NUMBER).asInt()).isEqualTo(1);
    assertThat(json.at("/messages"))
        .extracting(message -> message.get("text").asString())
        .containsExactly("tally of Kisumu", "tally 1", "mbili", "mbili?");
  }

  @Test
  void aPersonIsNamedByAnyOfWhatIsKnown() {
    amina();
    String shown = person("show", NUMBER).out();

    assertThat(shown).contains("Amina Odhiambo");
    for (String who : List.of("0700 111 222", "phone:" + NUMBER, "amina", "Amina Odhiambo")) {
      assertThat(person("show", who).out()).isEqualTo(shown);
    }
    String id = JsonMapper.builder().build().readTree(shown).at("/contact/id").asString();
    assertThat(person("show", id).out()).isEqualTo(shown);
  }

  @Test
  void whoIsNotKnownIsSaidInOneLine() {
    CommandResult shown = person("show", NUMBER);

    assertThat(shown.exitCode()).isEqualTo(1);
    assertThat(shown.err())
        .isEqualTo(
            "nothing is kept of "
                + NUMBER
                + ": it is no contact's id or name, and no identity that is stored (mostly with a"
                + " +)\n");
  }

  @Test
  void withoutYesNothingIsErased() {
    amina();

    CommandResult told = person("erase", NUMBER);

    assertThat(told.err()).isEmpty();
    assertThat(told.out())
        .matches(
            "would erase the contact \\S{36}, 2 connections, 2 messages received and 2 sent or to be"
                + " sent, and what is kept by tally; with --yes this is done, and cannot be"
                + " undone\n");
    assertThat(person("show", NUMBER).out()).contains("tally of Kisumu");
  }

  @Test
  void whoIsErasedIsNotInTheFileOfTheDatabaseAndIsNewThen() throws IOException {
    amina();
    assertThat(file()).contains(NUMBER).contains("Kisumu").contains("Odhiambo");

    CommandResult erased = person("erase", NUMBER, "--yes");

    assertThat(erased.err()).isEmpty();
    assertThat(erased.out()).startsWith("erased the contact ");
    assertThat(file())
        .doesNotContain(NUMBER)
        .doesNotContain("Kisumu")
        .doesNotContainIgnoringCase("amina");
    assertThat(person("show", NUMBER).exitCode()).isEqualTo(1);
    say("phone", NUMBER, "tally");
    assertThat(person("show", NUMBER).out()).contains("tally 1").doesNotContain("tally 2");
  }

  private String file() throws IOException {
    return Files.readString(temp.resolve("db.mv.db"), StandardCharsets.ISO_8859_1);
  }
}
