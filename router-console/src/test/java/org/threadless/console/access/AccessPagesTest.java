package org.threadless.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.threadless.console.ConsoleRouter;
import org.threadless.router.engine.access.user.Role;

class AccessPagesTest {

  private ConsoleRouter console;

  @BeforeEach
  void start() {
    console = ConsoleRouter.start();
  }

  @AfterEach
  void stop() {
    console.close();
  }

  @Test
  void aUserIsAddedWithALinkThatIsShownOnce() {
    HttpResponse<String> added = console.post("/access/users", "name", "ben", "role", "operator");

    assertThat(added.body()).contains("By this link ben sets a password", "/console/link/ts_");
    assertThat(console.get("/access").body())
        .contains(">ben</th>", "a link, not yet used")
        .doesNotContain("ts_");
  }

  @Test
  void aRoleIsChangedAndAUserRemoved() {
    console.post("/access/users", "name", "ben", "role", "reader");

    console.post("/access/users/ben/role", "role", "operator");
    assertThat(console.get("/access").body()).contains("<option value=\"operator\" selected>");
    console.post("/access/users/ben/remove");
    assertThat(console.get("/access").body()).doesNotContain(">ben</th>");
  }

  @Test
  void theOnlyAdminCannotGo() {
    console.cookie();

    HttpResponse<String> refused = console.post("/access/users/admin/remove");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("This cannot be done");
  }

  @Test
  void aTokenIsShownOnceAndRevoked() {
    String made =
        console.post("/access/tokens", "name", "crm", "right", "send", "right", "read").body();
    Matcher token = Pattern.compile("tr_[A-Za-z0-9_-]{43}").matcher(made);

    assertThat(token.find()).isTrue();
    assertThat(console.get("/access").body())
        .contains(">crm</th>", "send, read", ">valid</span>")
        .doesNotContain(token.group());
    console.post("/access/tokens/crm/revoke");
    assertThat(console.get("/access").body()).contains(">revoked</span>");
  }

  @Test
  void aTokenOfANameThatIsTakenIsRefused() {
    console.post("/access/tokens", "name", "crm", "right", "send");

    assertThat(console.post("/access/tokens", "name", "crm", "right", "send").statusCode())
        .isEqualTo(409);
    assertThat(console.post("/access/tokens/other/revoke").statusCode()).isEqualTo(409);
  }

  @Test
  void aTokenForNothingIsRefused() {
    HttpResponse<String> refused = console.post("/access/tokens", "name", "crm");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("at least one right");
  }

  @Test
  void whatWasGivenAndWhereItIsStandsBesideIt() {
    console.post("/access/users", "name", "ben", "role", "reader");
    console.post(
        "/access/tokens", "name", "crm", "right", "send", "right", "read", "backend", "test");
    console.post("/backends/test/pause");

    assertThat(console.get("/audit").body())
        .contains(
            "<bdi class=\"meta\">reader</bdi>",
            "<bdi class=\"meta\">send, read; only test</bdi>",
            "<a href=\"/console/backends/test\">test</a>");
  }

  @Test
  void whoDidWhatIsKept() {
    console.as(Role.OPERATOR).post("/backends/test/pause");
    console.as(Role.ADMIN).post("/access/tokens", "name", "crm", "right", "send");

    assertThat(console.get("/audit").body())
        .contains("backend-pause", ">operator</td>", "token-add", "crm");
    assertThat(console.get("/audit?who=operator").body())
        .contains("backend-pause")
        .doesNotContain("token-add");
  }
}
