package org.threadless.server.command.people;

import java.util.List;
import java.util.Map;
import org.threadless.router.message.Contact;
import org.threadless.server.command.typed.MessageParameters;
import picocli.CommandLine.Option;

/** What is said of a contact on the command line. */
final class ContactOptions {

  @Option(names = "--language", paramLabel = "TAG", description = "Its language: sw, pt-BR.")
  private String language;

  @Option(
      names = "--note",
      paramLabel = "KEY=TEXT",
      description = "Something else that is known; may be given several times.")
  private Map<String, String> notes = Map.of();

  @Option(
      names = "--connection",
      paramLabel = "BACKEND:IDENTITY",
      description = "By what it is reached; may be given several times.")
  private List<String> connections = List.of();

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description = "A group to join, made where there is none; may be given several times.")
  private List<String> groups = List.of();

  List<String> connections() {
    return connections;
  }

  List<String> groups() {
    return groups;
  }

  /** Returns the contact with what is said of it. */
  Contact apply(Contact contact) {
    Contact changed = contact;
    if (language != null) {
      changed =
          changed.withLanguage(
              MessageParameters.valid("--language", () -> Contact.language(language)));
    }
    for (Map.Entry<String, String> note : notes.entrySet()) {
      Contact before = changed;
      changed =
          MessageParameters.valid("--note", () -> before.withNote(note.getKey(), note.getValue()));
    }
    return changed;
  }
}
