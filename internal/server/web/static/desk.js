// The desk's script: keys and links between text and records. Every page works without it.
"use strict";
