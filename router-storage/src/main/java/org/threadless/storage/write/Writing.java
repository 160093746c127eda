package org.threadless.storage.write;

import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Consumer;
import org.threadless.storage.node.InHand;

/**
 * What everything that stores a message needs.
 *
 * @param commit stores what has no transaction of its own
 * @param connectionIds the ids of connections
 * @param inHand the messages that this node has in hand
 * @param handOver lets a message wait, if it is stored, when the database is back
 * @param clock tells the time
 * @param node the number of this node
 */
public record Writing(
    GroupCommit commit,
    ConnectionIds connectionIds,
    InHand inHand,
    Consumer<UUID> handOver,
    InstantSource clock,
    int node) {}
