/** What runs while something is measured: routers, databases, and servers beside them. */
package org.threadless.benchmarks.server;
