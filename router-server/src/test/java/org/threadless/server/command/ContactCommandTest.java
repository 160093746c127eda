package org.threadless.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code router contact} and {@code router group}. */
class ContactCommandTest {

  @TempDir Path temp;
  private String config;

  @BeforeEach
  void configure() {
    config = config("db");
  }

  private String config(String name) {
    return new ConfigFolder(temp)
        .option(
            """
            database: {url: 'jdbc:h2:file:%s'}
            backends: {phone: {engine: journal}, chat: {engine: journal}}
            """
                .formatted(temp.resolve(name)));
  }

  private CommandResult contact(String command, String... arguments) {
    return router("contact", command, arguments);
  }

  private CommandResult group(String command, String... arguments) {
    return router("group", command, arguments);
  }

  private CommandResult router(String what, String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of(what, command, config));
    all.addAll(List.of(arguments));
    return CommandResult.router(all.toArray(String[]::new));
  }

  private CommandResult imported(String table) throws IOException {
    return contact("import", Files.writeString(temp.resolve("table.csv"), table).toString());
  }

  private static List<String> withoutId(CommandResult shown) {
    return shown.outLines().stream()
        .map(line -> line.replaceFirst("^[0-9a-f-]{36}", "ID"))
        .toList();
  }

  @Test
  void aNumberIsKeptAsItsBackendWritesIt() throws IOException {
    config =
        new ConfigFolder(temp)
            .option(
                """
                database: {url: 'jdbc:h2:file:%s'}
                backends: {phone: {engine: journal, numbers: {region: KE}}}
                """
                    .formatted(temp.resolve("uniform")));

    CommandResult added = contact("add", "Amina", "--connection=phone:0700 111 222");
    imported("name,phone\nJuma,0700333444\n");

    assertThat(added.outLines()).contains("  connection: phone:+254700111222");
    assertThat(contact("list").out()).contains("phone:+254700111222", "phone:+254700333444");
    assertThat(contact("show", "phone:254700111222").out()).contains("Amina");
  }

  @Test
  void aContactIsAddedShownChangedListedAndRemoved() {
    CommandResult added =
        contact(
            "add",
            "Amina",
            "--language=sw",
            "--note=village=Kisumu",
            "--connection=phone:+254700111222",
            "--group=Nurses");
    assertThat(added.err()).isEmpty();
    assertThat(withoutId(added))
        .containsExactly(
            "ID  Amina",
            "  language: sw",
            "  connection: phone:+254700111222",
            "  group: Nurses",
            "  note village: Kisumu");
    assertThat(contact("show", "phone:+254700111222").out()).isEqualTo(added.out());

    CommandResult changed =
        contact(
            "change",
            "amina",
            "--name=Amina O.",
            "--no-note=village",
            "--disconnect=phone:+254700111222",
            "--connection=chat:amina");
    assertThat(withoutId(changed))
        .containsExactly(
            "ID  Amina O.", "  language: sw", "  connection: chat:amina", "  group: Nurses");
    assertThat(withoutId(contact("list"))).containsExactly("ID  Amina O.  chat:amina");

    assertThat(contact("remove", "chat:amina").out()).startsWith("removed ");
    assertThat(contact("list").out()).isEmpty();
  }

  @Test
  void mistakesAreOneLineAndStoreNothing() {
    contact("add", "Amina", "--connection=phone:1");
    contact("add", "Same");
    contact("add", "Same");

    assertThat(contact("add", "Other", "--connection=phone:1").errLines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("phone/1 is a connection of the contact"));
    assertThat(contact("show", "Other").errLines())
        .containsExactly("no contact has the id, the name or the connection Other");
    assertThat(contact("show", "same").errLines())
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("2 contacts have the name same; say which"));
    assertThat(contact("add", "Other", "--language=swa hili").errLines())
        .containsExactly(
            "--language is not valid: is not a language such as sw or pt-BR: swa hili");
    assertThat(contact("add", "Other", "--connection=sms:1").errLines())
        .containsExactly(
            "--connection is not the name of a configured backend: sms; configured: chat, phone");
    assertThat(group("show", "nurses").errLines())
        .containsExactly("there is no group nurses; 'router group list' lists all");
  }

  @Test
  void groupsAreMadeJoinedLeftRenamedAndRemoved() {
    contact("add", "Amina");

    assertThat(group("add", "Nurses").outLines()).containsExactly("added Nurses");
    assertThat(group("add", "nurses").errLines())
        .containsExactly("there is a group of that name: Nurses");
    assertThat(group("join", "nurses", "amina").outLines())
        .containsExactly("amina is in Nurses now");
    assertThat(group("list").outLines()).containsExactly("Nurses: 1");
    assertThat(withoutId(group("show", "NURSES"))).containsExactly("ID  Amina");
    assertThat(group("leave", "nurses", "amina").outLines())
        .containsExactly("amina has left Nurses");
    assertThat(group("rename", "nurses", "Midwives").outLines())
        .containsExactly("renamed to Midwives");
    assertThat(group("remove", "midwives").outLines()).containsExactly("removed Midwives");
    assertThat(group("list").out()).isEmpty();
  }

  @Test
  void rowsThatAreRefusedAreToldAndTheOthersAreStored() throws IOException {
    CommandResult ran =
        imported(
            """
            name,language,groups,phone,note:village
            Amina,sw,Nurses;Kisumu,+254700111222,Kisumu
            Bad,swa hili,,+254700111223,

            Short,sw
            Amina O.,,kisumu; Doctors,+254700111222,
            """);

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .containsExactly(
            "line 3: column language: is not a language such as sw or pt-BR: swa hili",
            "line 5: has 2 cells, and the first row has 5");
    assertThat(ran.outLines()).containsExactly("stored: 2, refused: 2");
    assertThat(withoutId(contact("show", "phone:+254700111222")))
        .containsExactly(
            "ID  Amina O.",
            "  language: sw",
            "  connection: phone:+254700111222",
            "  group: Doctors",
            "  group: Kisumu",
            "  group: Nurses",
            "  note village: Kisumu");
    assertThat(withoutId(contact("list"))).hasSize(1);
  }

  @Test
  void aColumnThatIsNotKnownRefusesTheFile() throws IOException {
    assertThat(imported("name;language\nAmina;sw\n").errLines())
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains("table.csv: the column name;language is not known; there are"));
    assertThat(imported("").errLines())
        .singleElement()
        .satisfies(line -> assertThat(line).endsWith("its first row has the names of the columns"));
  }

  @Test
  void anUnclosedQuotationMarkLosesNoRowBehindIt() throws IOException {
    CommandResult ran = imported("NAME,phone\n\"Amina,1\nBob,2\n");

    assertThat(ran.exitCode()).isEqualTo(1);
    assertThat(ran.errLines())
        .singleElement()
        .satisfies(
            line -> assertThat(line).startsWith("line 2: a quotation mark is opened here and not"));
    assertThat(ran.outLines()).containsExactly("stored: 1, refused: 1");
    assertThat(withoutId(contact("list"))).containsExactly("ID  Bob  phone:2");
  }

  @Test
  void anIdIsReadOnlyAsWeWriteIt() throws IOException {
    assertThat(contact("show", "1-1-1-1-1").errLines())
        .containsExactly("no contact has the id, the name or the connection 1-1-1-1-1");
    assertThat(imported("id,name\n1-1-1-1-1,Amina\n").errLines())
        .containsExactly("line 2: column id: is no id of a contact, as it is exported: 1-1-1-1-1");
  }

  @Test
  void whatIsExportedIsImportedAsItWas() throws IOException {
    imported(
        """
        \uFEFFname,connection,connection,groups,note:text
        "O'Neil, ""Å"" 𝄞",phone:1,chat:a;b,Nurses;Über,"=1+1
        second, line"
        Nobody,,,,@cmd
        """);
    String exported = contact("export").out();
    assertThat(exported).contains("\"=1+1\nsecond, line\"").contains("\"O'Neil, \"\"Å\"\" 𝄞\"");

    assertThat(imported(exported).outLines()).containsExactly("stored: 2, refused: 0");
    assertThat(contact("export").out()).as("imported again").isEqualTo(exported);

    config = config("other");
    imported(exported);
    assertThat(contact("export").out().replaceAll("(?m)^[0-9a-f-]{36},", ""))
        .as("in another database")
        .isEqualTo(exported.replaceAll("(?m)^[0-9a-f-]{36},", ""));
  }

  @Test
  void manyRowsAreImportedAndNoneIsLost() throws IOException {
    String rows =
        IntStream.range(0, 6000)
            .mapToObj(i -> "Person " + i + ",Many,phone:" + i)
            .collect(Collectors.joining("\n"));

    CommandResult ran = imported("name,groups,connection\n" + rows);

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.outLines()).containsExactly("stored: 6000, refused: 0");
    assertThat(group("list").outLines()).containsExactly("Many: 6000");
  }
}
