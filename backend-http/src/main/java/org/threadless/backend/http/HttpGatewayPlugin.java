package org.threadless.backend.http;

import com.google.inject.Module;
import java.util.List;
import java.util.Optional;
import org.threadless.backend.http.check.Checks;
import org.threadless.backend.http.outgoing.settings.OutgoingSettings;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.backend.BackendPlugin;

/** The engine {@code http}: any gateway that speaks HTTP, by a preset or in plain forms. */
public final class HttpGatewayPlugin implements BackendPlugin {

  static final String ENGINE = "http";

  @Override
  public String engine() {
    return ENGINE;
  }

  @Override
  public Class<? extends Record> configType() {
    return HttpBackendSettings.class;
  }

  @Override
  public Class<? extends Backend> backendType() {
    return HttpGatewayBackend.class;
  }

  @Override
  public Optional<String> presets() {
    return Optional.of("org/threadless/backend/http/presets");
  }

  @Override
  public boolean takesFromAnybody(Record settings) {
    HttpBackendSettings http = (HttpBackendSettings) settings;
    return http.callers().checkNothing() && http.check().isEmpty();
  }

  @Override
  public boolean needsPublicUrl(Record settings) {
    HttpBackendSettings http = (HttpBackendSettings) settings;
    return http.publicUrl().isEmpty()
        && Checks.needUrl(http.check(), new SettingValues(http.settings()));
  }

  @Override
  public List<String> warningsWithoutPublicUrl(Record settings) {
    HttpBackendSettings http = (HttpBackendSettings) settings;
    return http.publicUrl().isEmpty()
            && http.outgoing().filter(OutgoingSettings::asksForReports).isPresent()
        ? List.of(
            "public-url is missing, here and in http: messages go out without {report-url}, so that"
                + " no delivery report comes to it")
        : List.of();
  }

  @Override
  public List<String> warnings(Record settings) {
    HttpBackendSettings http = (HttpBackendSettings) settings;
    return http.outgoing().isPresent() || http.outgoingUrl().isPresent()
        ? List.of()
        : List.of("it has no outgoing-url: whatever is to be sent by it fails at once");
  }

  @Override
  public List<BackendCommand> commands() {
    return List.of(new SetupCommand(), new TryCommand());
  }

  @Override
  public Optional<Module> module() {
    return Optional.of(binder -> binder.bind(Reception.class));
  }
}
