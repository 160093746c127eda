package org.threadless.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.Content;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.threadless.web.page.Shell.Link;
import org.threadless.web.page.Shell.SignedIn;

/** What stands around the body of a page. */
class ShellTest {

  private static final Content BODY = output -> output.writeContent("<h1>Today &amp; now</h1>");

  @Test
  void theBodyStandsInMainAsItsModuleMadeIt() {
    assertThat(Shell.of("Today", "/x/assets/1", BODY).html())
        .containsSubsequence("<main", "<h1>Today &amp; now</h1>", "</main>")
        .contains("<html lang=\"en\">")
        .contains("<title>Today - Threadless Router</title>")
        .contains("<a class=\"skip\" href=\"#main\">");
  }

  @Test
  void allElseIsEscaped() {
    String page =
        Shell.of("<script>", "/x/assets/1", BODY)
            .leadingTo(
                List.of(new Link("a<b", "/\"onload", false)),
                List.of(new Link("<i>", "javascript:alert(1)", true)))
            .forVisitor(new SignedIn("<b>", "<u>", "/in\">", "/out\">"))
            .html();

    assertThat(page)
        .contains("<title>&lt;script&gt; - ")
        .contains(">a&lt;b</a>")
        .contains(">&lt;b&gt;</span>")
        .doesNotContain("<i>")
        .doesNotContain("<u>")
        .doesNotContain("\"onload")
        .doesNotContain("javascript:")
        .doesNotContain("/out\">");
  }

  @Test
  void thePageThatOneIsOnIsMarkedAmongItsBrothers() {
    String page =
        Shell.of("Today", "/x/assets/1", BODY)
            .leadingTo(
                List.of(new Link("Console", "/console/", true)),
                List.of(
                    new Link("Today", "/console/", true),
                    new Link("People", "/console/people", false)))
            .html();

    assertThat(page)
        .contains("<a href=\"/console/\" aria-current=\"true\">Console</a>")
        .contains("<li><a href=\"/console/\" aria-current=\"page\">Today</a></li>")
        .contains("<li><a href=\"/console/people\">People</a></li>");
  }

  @Test
  void whoIsSignedInIsNamedAndCanSignOutAndChangeTheirPassword() {
    String page =
        Shell.of("Today", "/x/assets/1", BODY)
            .forVisitor(new SignedIn("Anna", "operator", "/console/password", "/console/sign-out"))
            .html();

    assertThat(page)
        .contains("<form class=\"visitor\" method=\"post\" action=\"/console/sign-out\">")
        .contains("<a href=\"/console/password\">Password</a>")
        .contains(">Anna</span>")
        .contains(">operator</span>");
  }

  @Test
  void aSinglePageLeadsNowhereAndKnowsNobody() {
    assertThat(Shell.of("Sign in", "/x/assets/1", BODY).html())
        .contains("<body class=\"shell single\">")
        .doesNotContain("<nav")
        .doesNotContain("<form");
  }

  @Test
  void filesOfTheModuleComeAfterTheSharedOnes() {
    assertThat(
            Shell.of("Today", "/x/assets/1", BODY)
                .with(List.of("today.css"), List.of("today.js"))
                .html())
        .containsSubsequence(
            "href=\"/x/assets/1/pico.min.css\"",
            "href=\"/x/assets/1/base.css\"",
            "href=\"/x/assets/1/web.css\"",
            "href=\"/x/assets/1/today.css\"",
            "src=\"/x/assets/1/htmx.min.js\" defer",
            "src=\"/x/assets/1/today.js\" type=\"module\"");
  }

  @Test
  void nothingOfItNeedsMoreThanItsOwnFiles() {
    assertThat(
            Shell.of("Today", "/x/assets/1", BODY)
                .leadingTo(List.of(new Link("Console", "/console/", true)), List.of())
                .html())
        .doesNotContain("<style")
        .doesNotContain("style=")
        .doesNotContain("<script>")
        .doesNotContain("//");
  }
}
