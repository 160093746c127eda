package org.threadless.backend.kannel;

import com.google.inject.Module;
import java.util.List;
import java.util.Optional;
import org.threadless.backend.kannel.check.ConfigCommand;
import org.threadless.backend.kannel.check.DoctorCommand;
import org.threadless.backend.kannel.incoming.MessageHandler;
import org.threadless.backend.kannel.incoming.ResponseReplies;
import org.threadless.backend.kannel.incoming.ResponseWriter;
import org.threadless.backend.kannel.incoming.SmsboxResponder;
import org.threadless.backend.kannel.outgoing.Sendsms;
import org.threadless.backend.kannel.report.ReportHandler;
import org.threadless.backend.kannel.report.ReportUrl;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.text.TextPolicy;
import org.threadless.router.backend.Backend;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.backend.BackendPlugin;

/** The engine {@code kannel}: the Kannel SMS gateway, both ways. */
public final class KannelPlugin implements BackendPlugin {

  @Override
  public String engine() {
    return KannelSettings.ENGINE;
  }

  @Override
  public Class<? extends Record> configType() {
    return KannelSettings.class;
  }

  @Override
  public Class<? extends Backend> backendType() {
    return KannelBackend.class;
  }

  @Override
  public List<BackendCommand> commands() {
    return List.of(new ConfigCommand(), new DoctorCommand());
  }

  @Override
  public Optional<Module> module() {
    return Optional.of(
        binder -> {
          binder.bind(MessageHandler.class);
          binder.bind(ReportHandler.class);
          binder.bind(ResponseReplies.class);
          binder.bind(ResponseWriter.class);
          binder.bind(ReportUrl.class);
          binder.bind(SmsboxResponder.class);
          binder.bind(Sendsms.class);
          binder.bind(TextPolicy.class);
        });
  }
}
