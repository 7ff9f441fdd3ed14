// Draws every [data-chart] from the JSON beside it. ECharts is fetched only by pages that have a chart.
"use strict";

const INK = "#1f2937";
const QUIET = "#5b6575";
const FONT = "Noto Sans CJK SC, Microsoft YaHei, PingFang SC, sans-serif"; // quotes would break the saved SVG
const COLOURS = ["#1d4f91", "#6f93c4", "#b87400", "#2f7d6b", "#7a5195", "#6b7280"];
const number = (value) => (value === null || value === undefined || value === "-" ? "—" : Number(value).toLocaleString("zh-CN"));

const AXIS = {
  axisLabel: { color: QUIET, fontSize: 12 },
  axisLine: { lineStyle: { color: "#9aa4b2" } },
  splitLine: { lineStyle: { color: "#e4e7ec" } },
  nameTextStyle: { color: QUIET, fontSize: 12 },
};
const merged = (base, own) => ({ ...base, ...own });

function axis(own) {
  if (Array.isArray(own)) return own.map(axis);
  const kind = own.type || (own.data ? "category" : "value");
  const label = merged(AXIS.axisLabel, own.axisLabel);
  if (kind === "value" && !label.formatter) label.formatter = number;
  return { ...AXIS, splitLine: kind === "value" ? AXIS.splitLine : { show: false }, ...own, type: kind, axisLabel: label };
}

function dressed(option) {
  const unit = option.unit || "";
  const onAxes = Boolean(option.xAxis || option.yAxis);
  const whole = {
    color: COLOURS,
    animation: false,
    textStyle: { fontFamily: FONT, color: INK },
    aria: { enabled: true, decal: { show: false } },
    ...option,
    tooltip: merged(
      { trigger: onAxes ? "axis" : "item", confine: true, valueFormatter: (value) => `${number(value)}${unit}` },
      option.tooltip,
    ),
    legend: option.legend === null || many(option) === false ? undefined : merged({ top: 0, itemHeight: 10, itemWidth: 16, textStyle: { color: INK } }, option.legend),
  };
  if (onAxes) {
    whole.xAxis = axis(option.xAxis || {});
    whole.yAxis = axis(option.yAxis || {});
    whole.grid = merged({ left: 8, right: 16, top: whole.legend ? 56 : 30, bottom: 8, containLabel: true }, option.grid);
  }
  whole.series = (option.series || []).map((one) => withUnit(one, unit));
  delete whole.unit;
  return whole;
}

// A series may have its own unit, such as a rate beside amounts.
function withUnit(one, unit) {
  const { unit: own, ...rest } = one;
  const valueFormatter = (value) => `${number(value)}${own ?? unit}`;
  return { ...rest, tooltip: merged({ valueFormatter }, one.tooltip) };
}

const many = (option) => Array.isArray(option.series) && option.series.length > 1;

function draw(box) {
  if (box.dataset.drawn) return;
  box.dataset.drawn = "yes";
  const option = JSON.parse(document.getElementById(box.dataset.chart).textContent);
  const chart = echarts.init(box, null, { renderer: "svg" });
  chart.setOption(dressed(option));
  chart.on("click", (event) => {
    if (event.data && event.data.link) window.location.assign(event.data.link);
  });
  const save = box.closest(".chart-card")?.querySelector("[data-chart-save]");
  if (save) {
    save.hidden = false;
    save.addEventListener("click", () => saveImage(chart, box));
  }
}

// The SVG as a PNG of twice the size, because WPS and Word take it.
function saveImage(chart, box) {
  const picture = new Image();
  picture.onload = () => {
    const canvas = document.createElement("canvas");
    canvas.width = box.clientWidth * 2;
    canvas.height = box.clientHeight * 2;
    const ink = canvas.getContext("2d");
    ink.fillStyle = "#fff";
    ink.fillRect(0, 0, canvas.width, canvas.height);
    ink.drawImage(picture, 0, 0, canvas.width, canvas.height);
    const link = document.createElement("a");
    link.download = `${box.closest(".chart-card")?.querySelector("h2")?.textContent || "图表"}.png`;
    link.href = canvas.toDataURL("image/png");
    link.click();
  };
  picture.src = chart.getDataURL({ type: "svg" });
}

const charts = () => [...document.querySelectorAll("[data-chart][data-drawn]")].map((box) => echarts.getInstanceByDom(box)).filter(Boolean);
const resize = () => window.echarts && charts().forEach((chart) => chart.resize());

// Paper: patterns tell the series apart without colour, and the table of numbers is open.
function paper(on) {
  document.querySelectorAll("details.chart-numbers").forEach((details) => {
    if (on) details.dataset.was = details.open ? "open" : "shut";
    details.open = on || details.dataset.was === "open";
  });
  if (!window.echarts) return;
  charts().forEach((chart) => {
    chart.setOption({ aria: { decal: { show: on } } });
    chart.resize({ width: on ? 640 : "auto" });
    chart.getZr().flush();
  });
}

let asked = false;

function start(root) {
  const boxes = root.querySelectorAll("[data-chart]");
  if (!boxes.length) return;
  if (window.echarts) {
    boxes.forEach(draw);
    return;
  }
  if (asked) return;
  asked = true;
  const script = document.createElement("script");
  script.src = document.querySelector("meta[name=echarts]").content;
  script.onload = () => document.querySelectorAll("[data-chart]").forEach(draw);
  document.head.append(script);
}

let waiting = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(resize);
});
window.addEventListener("beforeprint", () => paper(true));
window.addEventListener("afterprint", () => paper(false));
document.addEventListener("htmx:load", (event) => start(event.target));
start(document);
