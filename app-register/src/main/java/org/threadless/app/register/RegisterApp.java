package org.threadless.app.register;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.threadless.router.dialog.DialogApp;
import org.threadless.router.dialog.Dialogs;
import org.threadless.router.handler.Handler;
import org.threadless.router.message.Contact;
import org.threadless.router.message.Group;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.Text;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;

/** Lets people register, choose a language, join groups and leave them. */
final class RegisterApp extends DialogApp {

  private static final String ASKED = "asked";
  private static final String NOTHING = "-";

  private final RegisterSettings settings;
  private final Contacts contacts;
  private final Groups groups;

  /** What is done with what somebody has written. */
  private interface Action {
    void take(IncomingMessage message, String text);
  }

  /** What begins with one of these words, and what is asked where nothing follows. */
  private record Command(String name, String words, String question, Action action) {}

  @Inject
  RegisterApp(RegisterSettings settings, Contacts contacts, Groups groups, Dialogs dialogs) {
    super(dialogs);
    this.settings = settings;
    this.contacts = contacts;
    this.groups = groups;
  }

  private Stream<Command> commands() {
    return Stream.of(
            new Command("register", settings.register(), "ask-name", this::register),
            new Command("language", settings.language(), "ask-language", this::choose),
            new Command("join", settings.join(), "ask-group-to-join", this::join),
            new Command("leave", settings.leave(), "ask-group-to-leave", this::leave))
        .filter(command -> !command.words().isEmpty());
  }

  @Override
  public List<Handler> handlers() {
    Stream<Handler> handlers =
        commands()
            .map(
                each ->
                    Handler.keyword(each.words(), (message, rest) -> take(each, message, rest)));
    return settings.whoami().isEmpty()
        ? handlers.toList()
        : Stream.concat(
                handlers,
                Stream.of(Handler.keyword(settings.whoami(), (message, rest) -> tell(message))))
            .toList();
  }

  @Override
  protected void answer(IncomingMessage message, Map<String, String> state) {
    dialogs().end(message.connection());
    commands()
        .filter(command -> command.name().equals(state.get(ASKED)))
        .forEach(command -> take(command, message, message.text()));
  }

  /** Whoever has gone on to something else does not mean a later text to be the answer. */
  @Override
  protected boolean isLeftForOthers() {
    return true;
  }

  private void take(Command command, IncomingMessage message, String text) {
    String line = text.replaceAll("[\\p{Cc}\\s]+", " ").strip();
    if (line.isEmpty()) {
      ask(command, message);
    } else {
      command.action().take(message, line);
    }
  }

  private void ask(Command command, IncomingMessage message) {
    message.respond(Text.of(command.question()));
    dialogs().ask(message.connection(), Map.of(ASKED, command.name()), settings.forgottenAfter());
  }

  private void register(IncomingMessage message, String name) {
    if (name.length() > Contact.MAX_NAME_LENGTH) {
      message.respond(Text.of("name-too-long", Contact.MAX_NAME_LENGTH));
      return;
    }
    contacts.change(contacts.of(message.connection()), contact -> contact.withName(name));
    message.respond(Text.of("registered", name));
  }

  private void choose(IncomingMessage message, String text) {
    Optional<Locale> language = LanguageNames.find(text);
    if (language.isEmpty()) {
      message.respond(Text.of("language-unknown", text));
      return;
    }
    contacts.change(
        contacts.of(message.connection()), contact -> contact.withLanguage(language.get()));
    message.respond(Text.of("language-chosen", LanguageNames.own(language.get())));
  }

  private void join(IncomingMessage message, String name) {
    Optional<Group> group = find(name).filter(settings::mayBeJoined);
    if (group.isEmpty()) {
      message.respond(Text.of("group-unknown", name));
      return;
    }
    boolean joined = groups.join(group.get(), contacts.of(message.connection()));
    message.respond(Text.of(joined ? "joined" : "joined-before", group.get().name()));
  }

  private void leave(IncomingMessage message, String name) {
    Optional<Group> group = find(name);
    Optional<Contact> contact = message.contact();
    boolean left =
        group.isPresent() && contact.isPresent() && groups.leave(group.get(), contact.get());
    message.respond(Text.of(left ? "left" : "not-a-member", left ? group.get().name() : name));
  }

  private Optional<Group> find(String name) {
    return name.length() > Group.MAX_NAME_LENGTH || name.indexOf(';') >= 0
        ? Optional.empty()
        : groups.find(name);
  }

  private void tell(IncomingMessage message) {
    message.respond(message.contact().map(RegisterApp::known).orElse(Text.of("nobody")));
  }

  private static Text known(Contact contact) {
    return Text.of(
        "whoami",
        contact.name().orElse(NOTHING),
        contact.language().map(LanguageNames::own).orElse(NOTHING),
        contact.groups().isEmpty() ? NOTHING : String.join(", ", contact.groups()));
  }
}
