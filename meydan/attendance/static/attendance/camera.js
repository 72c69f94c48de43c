// Reads QR codes with the phone's camera: by the browser's own BarcodeDetector, else by jsQR, which works everywhere.
(() => {
  "use strict";
  const source = document.currentScript.dataset.jsqr;
  const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  const own = async () => {
    if (!("BarcodeDetector" in window)) return null;
    const formats = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (!formats.includes("qr_code")) return null;
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  };
  const vendored = async () => {
    if (!window.jsQR) {
      await new Promise((resolve, reject) => {
        const script = Object.assign(document.createElement("script"), { src: source, onload: resolve, onerror: reject });
        document.head.append(script);
      });
    }
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      const scale = Math.min(1, 640 / video.videoWidth);
      canvas.width = video.videoWidth * scale;
      canvas.height = video.videoHeight * scale;
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      return window.jsQR(data, width, height)?.data;
    };
  };

  // `found` is told each code once in a while; the answer is a function that ends it.
  self.MeydanCamera = async (video, found) => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    let going = true;
    const end = () => { going = false; stream.getTracks().forEach((track) => track.stop()); video.srcObject = null; };
    try {
      const read = (await own()) || (await vendored());
      video.srcObject = stream;
      await video.play();
      (async () => {
        let last = "", since = 0;
        while (going) {
          const code = video.videoWidth ? await read(video).catch(() => "") : "";
          if (code && (code !== last || Date.now() - since > 4000)) { last = code; since = Date.now(); found(code); }
          await sleep(150);
        }
      })();
    } catch (error) { end(); throw error; }
    return end;
  };
})();
