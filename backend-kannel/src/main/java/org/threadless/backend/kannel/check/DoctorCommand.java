package org.threadless.backend.kannel.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.http.client.GatewayClient;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.config.Secret;

/**
 * {@code router kannel doctor BACKEND [KANNEL.CONF]}: asks a running Kannel, reads its
 * configuration where it may, and names what would lose or damage messages. Changes and sends
 * nothing.
 */
public final class DoctorCommand implements BackendCommand {

  private static final Path DEBIANS = Path.of("/etc/kannel/kannel.conf");

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public String description() {
    return "Names what would lose or damage messages between here and a running Kannel. ARGUMENT is"
        + " Kannel's configuration; default: "
        + DEBIANS
        + ", where it can be read.";
  }

  @Override
  public int run(BackendCall call) throws Exception {
    List<Finding> findings = findings(call, (KannelSettings) call.settings());
    findings.forEach(call.out()::println);
    long problems = count(findings, Finding.Kind.PROBLEM);
    call.out()
        .println(
            problems + " problems, " + count(findings, Finding.Kind.UNKNOWN) + " not found out");
    return problems == 0 ? 0 : 1;
  }

  private static long count(List<Finding> findings, Finding.Kind kind) {
    return findings.stream().filter(each -> each.kind() == kind).count();
  }

  private static List<Finding> findings(BackendCall call, KannelSettings settings)
      throws Exception {
    List<Finding> findings = new ArrayList<>();
    Optional<KannelConf> conf = conf(call.arguments(), findings);
    try (GatewayClient client =
        new GatewayClient(settings.connectTimeout(), settings.responseTimeout(), 1)) {
      client.start();
      findings.add(SendsmsCheck.of(settings, client));
      findings.addAll(status(settings, conf, client));
    }
    conf.ifPresent(read -> findings.addAll(new ConfCheck(read, call.backend(), settings).run()));
    findings.add(
        Finding.unknown(
            "whether Kannel reaches the router, and from which address: a first message from a phone"
                + " shows it"));
    return findings;
  }

  private static Optional<KannelConf> conf(List<String> arguments, List<Finding> findings) {
    Path file = arguments.isEmpty() ? DEBIANS : Path.of(arguments.get(0));
    if (arguments.isEmpty() && !Files.isReadable(file)) {
      findings.add(notRead("Kannel's configuration: name the file after the backend"));
      return Optional.empty();
    }
    try {
      KannelConf conf = KannelConf.read(file);
      findings.add(Finding.ok("read " + file));
      return Optional.of(conf);
    } catch (IOException e) {
      findings.add(notRead(file + " cannot be read"));
      return Optional.empty();
    }
  }

  private static Finding notRead(String why) {
    return Finding.unknown(why + "; retries, lengths and get-url are not checked");
  }

  private static List<Finding> status(
      KannelSettings settings, Optional<KannelConf> conf, GatewayClient client)
      throws InterruptedException {
    Optional<String> password =
        settings
            .statusPassword()
            .map(Secret::reveal)
            .or(() -> conf.flatMap(read -> read.first("core")).map(DoctorCommand::statusPassword));
    return password.isPresent()
        ? new StatusCheck(settings.statusUrl(), password.get(), client).run()
        : List.of(
            Finding.unknown(
                "whether bearerbox runs and has an SMSC: set status-password for that"));
  }

  // Without one, the page needs none, or is not there at all.
  private static String statusPassword(KannelConf.Group core) {
    return core.value("status-password", core.value("admin-password", ""));
  }
}
