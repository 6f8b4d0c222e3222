import "./theme/base.css";
import { createRoot } from "react-dom/client";
import { boot } from "./boot/boot.tsx";

const place = document.getElementById("root");
if (place) void boot(createRoot(place));
