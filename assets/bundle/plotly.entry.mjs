// The traces that app/figures makes; scatter is in the core. A test compares them with the code.
import Plotly from "plotly.js/lib/core";
import bar from "plotly.js/lib/bar";
import box from "plotly.js/lib/box";
import violin from "plotly.js/lib/violin";

Plotly.register([bar, box, violin]);

export default Plotly;
