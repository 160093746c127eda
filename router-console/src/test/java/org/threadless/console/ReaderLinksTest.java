package org.threadless.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.threadless.app.echo.EchoPlugin;
import org.threadless.app.guard.GuardPlugin;
import org.threadless.router.backend.SendResult;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Contact;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.testing.TestRouter;

/** Follows all links, from page to page, as somebody does who may change nothing. */
class ReaderLinksTest {

  private static final Connection AMINA = Connection.of("test", "+254700111222");
  private static final Pattern LINK = Pattern.compile("(?:href|hx-get)=\"/console(/[^\"#]*)");
  private static final Pattern FORM = Pattern.compile("<form[^>]*method=\"post\"[^>]*>");
  private static final int MOST = 300;

  @Test
  void noLinkAndNoFormLeadsAReaderToWhatRefusesThem() {
    try (ConsoleRouter console =
        ConsoleRouter.start(
            TestRouter.builder()
                .app(new GuardPlugin(), ConsoleRouter.defaults(new GuardPlugin()))
                .app(new EchoPlugin())
                .backend("refuses", message -> SendResult.refused("no such number")))) {
      fill(console);
      console.as(Role.READER);
      Set<String> seen = new HashSet<>(Set.of("/"));
      Queue<String> left = new ArrayDeque<>(seen);

      while (!left.isEmpty()) {
        String path = left.remove();
        HttpResponse<String> page = console.get(path);
        assertThat(page.statusCode()).as(path).isLessThan(400);
        // Everybody has a password, and signs out.
        assertThat(forms(page.body()))
            .as(path)
            .allMatch(form -> isOwn(form) || path.equals("/password"));
        LINK.matcher(page.body())
            .results()
            .map(link -> link.group(1).replace("&amp;", "&"))
            .filter(link -> !link.startsWith("/assets/") && seen.size() < MOST && seen.add(link))
            .forEach(left::add);
      }

      assertThat(seen)
          .contains("/people/unreached/stopped", "/people/unreached/numberless", "/apps")
          .anyMatch(path -> path.startsWith("/messages/"))
          .anyMatch(path -> path.startsWith("/conversations/"))
          .anyMatch(path -> path.startsWith("/broadcasts/"))
          .anyMatch(path -> path.startsWith("/groups/"));
    }
  }

  private static void fill(ConsoleRouter console) {
    Contact amina = console.router().contacts().make(c -> c.withName("Amina"), AMINA);
    console.router().groups().join(console.router().groups().of("all"), amina);
    console.router().contacts().make(c -> c.withName("Juma"));
    console.router().incoming(ReceivedMessage.of(AMINA, "echo hello"));
    console.router().incoming(ReceivedMessage.of(Connection.of("refuses", "1"), "echo hello"));
    console.router().incoming(ReceivedMessage.of(Connection.of("test", "2"), "stop"));
    console.post("/backends/test/pause");
    console.post(
        "/broadcasts",
        "key",
        UUID.randomUUID().toString(),
        "text",
        "hello",
        "group",
        "all",
        "backend",
        "test");
  }

  private static Set<String> forms(String page) {
    Set<String> forms = new HashSet<>();
    FORM.matcher(page).results().map(MatchResult::group).forEach(forms::add);
    return forms;
  }

  private static boolean isOwn(String form) {
    return form.contains("action=\"/console/sign-out\"");
  }
}
