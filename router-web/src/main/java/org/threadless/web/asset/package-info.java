/** Style sheets and scripts of pages, which browsers keep for ever. */
package org.threadless.web.asset;
