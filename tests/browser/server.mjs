// A preview server on a site of its own, and saving as editors do.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const TAIYAKU = path.resolve(process.env.TAIYAKU ?? path.join(import.meta.dirname, "../../target/debug/taiyaku"));

/** A folder of a site with the server of it, which is started when it is asked to. */
export class Server {
  static async of(files) {
    const server = new Server();
    server.root = await mkdtemp(path.join(tmpdir(), "taiyaku-preview-"));
    for (const [file, text] of Object.entries(files)) await server.save(file, text);
    return server;
  }

  /** Saves a file as an editor does, whole. */
  async save(file, text) {
    const place = path.join(this.root, file);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(`${place}~`, text);
    await rename(`${place}~`, place);
  }

  /** Starts serving, and gives the address. */
  start(...settings) {
    return new Promise((resolve, reject) => {
      this.program = spawn(TAIYAKU, ["serve", "--root", this.root, ...settings]);
      let said = "";
      this.program.stderr.on("data", (data) => {
        said += data;
        const [, address] = /serving (http:\S+\/) /.exec(said) ?? [];
        if (address) resolve(address);
      });
      this.program.on("error", reject);
      this.program.on("exit", () => reject(new Error(said)));
    });
  }

  /** Stops serving, as Ctrl-C does. */
  stop() {
    return new Promise((resolve) => {
      this.program.removeAllListeners("exit");
      this.program.once("exit", resolve);
      this.program.kill("SIGINT");
    });
  }

  /** Stops serving, and removes the folder. */
  async end() {
    if (this.program) await this.stop();
    await rm(this.root, { recursive: true, force: true });
  }
}
