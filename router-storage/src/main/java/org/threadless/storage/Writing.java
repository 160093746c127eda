package org.threadless.storage;

import java.time.InstantSource;

/**
 * What everything that stores a message needs.
 *
 * @param connectionIds the ids of connections
 * @param inHand the messages that this node has in hand
 * @param clock tells the time
 * @param node the number of this node
 */
record Writing(ConnectionIds connectionIds, InHand inHand, InstantSource clock, int node) {}
