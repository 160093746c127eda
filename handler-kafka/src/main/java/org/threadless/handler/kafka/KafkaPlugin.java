package org.threadless.handler.kafka;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.threadless.handler.kafka.client.KafkaPlace;
import org.threadless.handler.kafka.client.KafkaSettings;
import org.threadless.handler.kafka.topic.TopicLook;
import org.threadless.handler.kafka.topic.TopicSetup;
import org.threadless.router.backend.BackendCommand;
import org.threadless.router.incoming.IncomingHandler;
import org.threadless.router.incoming.IncomingHandlerPlugin;
import org.threadless.router.message.BackendName;

/** The handler {@code kafka}. */
public final class KafkaPlugin implements IncomingHandlerPlugin {

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public Class<? extends Record> configType() {
    return KafkaSettings.class;
  }

  @Override
  public Class<? extends IncomingHandler> handlerType() {
    return KafkaHandler.class;
  }

  @Override
  public List<BackendCommand> commands() {
    return List.of(new TopicSetup());
  }

  @Override
  public List<String> problems(BackendName backend, Record settings) {
    return TopicLook.problems(((KafkaSettings) settings).of(backend));
  }

  /** The messages of another backend would be put aside. */
  @Override
  public Set<String> usesAlone(BackendName backend, Record settings) {
    KafkaPlace place = ((KafkaSettings) settings).of(backend);
    return place.settings().brokers().all().stream()
        .flatMap(
            broker ->
                Stream.of(place.topic(), place.deadTopic())
                    .map(topic -> "the topic " + topic + " at " + broker))
        .collect(Collectors.toSet());
  }
}
