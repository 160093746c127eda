package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.threadless.router.app.App;
import org.threadless.router.app.AppPlugin;
import org.threadless.router.app.GroupMessages;
import org.threadless.router.app.Messenger;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.IncomingMessage;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;

/** An app that knows who writes, and writes to a group. */
class NursesTest {

  @RegisterExtension
  static final RouterExtension tests =
      TestRouter.builder()
          .app(new NursesPlugin())
          .backend("chat", RecordingBackend.accepting())
          .extension();

  private record NursesPlugin() implements AppPlugin {
    @Override
    public String name() {
      return "nurses";
    }

    @Override
    public Class<? extends App> appType() {
      return Nurses.class;
    }
  }

  static final class Nurses implements App {

    private final Contacts contacts;
    private final Groups groups;
    private final Messenger messenger;

    @Inject
    Nurses(Contacts contacts, Groups groups, Messenger messenger) {
      this.contacts = contacts;
      this.groups = groups;
      this.messenger = messenger;
    }

    @Override
    public boolean handle(IncomingMessage message) {
      if (message.text().startsWith("join ")) {
        Contact contact = contacts.of(message.connection());
        contacts.change(contact, c -> c.withName(message.text().substring(5)));
        groups.join(groups.of("nurses"), contact);
        message.respond("Welcome, " + message.contact().flatMap(Contact::name).orElse("stranger"));
      } else {
        GroupMessages sent = messenger.send(message.text(), groups.of("nurses"));
        message.respond("Sent: " + sent.messages().size());
      }
      if (message.text().endsWith("!")) {
        throw new IllegalStateException("too loud");
      }
      return true;
    }
  }

  @Test
  void whoJoinsIsKnownByNameAndInTheGroup(TestRouter router) {
    assertThat(router.say("join Amina")).containsExactly("Welcome, Amina");

    Contact amina = router.contacts().find(TestRouter.SOMEBODY).orElseThrow();
    assertThat(amina.name()).contains("Amina");
    assertThat(amina.groups()).containsExactly("nurses");
  }

  @Test
  void whatAnAppThatThrowsHasChangedIsUndone(TestRouter router) {
    router.say("join Amina!");

    assertThat(router.contacts().find(TestRouter.SOMEBODY)).isEmpty();
    assertThat(router.groups().all()).isEmpty();
  }

  @Test
  void aGroupIsWrittenToOnceEachByTheConnectionHeardFromJustNow(TestRouter router) {
    Connection chat = Connection.of("chat", "amina");
    Contact amina = router.contacts().make(c -> c.withName("Amina"), chat, TestRouter.SOMEBODY);
    Contact gone = router.contacts().make(c -> c.withName("Gone"), Connection.of("removed", "1"));
    router.groups().join(router.groups().of("nurses"), amina);
    router.groups().join(router.groups().of("nurses"), gone);

    assertThat(connections(router, chat)).containsExactly(chat, chat);
    assertThat(connections(router, TestRouter.SOMEBODY))
        .containsExactly(TestRouter.SOMEBODY, TestRouter.SOMEBODY);
  }

  @Test
  void aLargeGroupGetsOneMessageEach(TestRouter router) {
    List<Connection> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Connection connection = Connection.of("test", "n" + i);
      all.add(connection);
      router.groups().join(router.groups().of("nurses"), router.contacts().of(connection));
    }

    assertThat(router.say("Stock-out in Kisumu")).contains("Sent: 200");
    assertThat(router.contacts().languagesOf(all)).isEmpty();
  }

  private static List<Connection> connections(TestRouter router, Connection from) {
    return router.incoming(ReceivedMessage.of(from, "hello")).sent().stream()
        .map(OutgoingMessage::connection)
        .toList();
  }
}
