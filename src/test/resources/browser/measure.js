/*
 * Measures pages in frames of the sizes of telephones and screens: one line for each fault, nothing where all is well.
 * A frame lies on the same origin as this page, so the page's own policy does not stop the measuring.
 */
'use strict';

/* Of elements that were asked about: whether they, or what they lie in, are cut to nothing. */
var cut = new Map();

function isCut(element) {
    if (!element) {
        return false;
    }
    if (!cut.has(element)) {
        var style = element.ownerDocument.defaultView.getComputedStyle(element);
        cut.set(element, style.clip !== 'auto' || style.clipPath !== 'none' || isCut(element.parentElement));
    }
    return cut.get(element);
}

/* Whether it is drawn: what lies in a closed fold or is there for readers of screens only is not. */
function visible(element) {
    return !isCut(element) && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
}

/* The boxes of all text that can be seen: [{box, text, element}]. */
function texts(page) {
    var found = [];
    var walker = page.createTreeWalker(page.body, 4);
    while (walker.nextNode()) {
        var node = walker.currentNode;
        var parent = node.parentElement;
        if (!node.data.trim() || !parent || /^(script|style|title|desc)$/i.test(parent.tagName) || !visible(parent)) {
            continue;
        }
        var range = page.createRange();
        range.selectNodeContents(node);
        var boxes = range.getClientRects();
        for (var i = 0; i < boxes.length; i++) {
            if (boxes[i].width > 1 && boxes[i].height > 1) {
                found.push({ box: boxes[i], text: node.data.trim().slice(0, 40), element: parent });
            }
        }
    }
    return found;
}

function overlap(a, b) {
    var wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    // Lines of text reach into each other by their leading, which nobody sees.
    var high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return wide > 2 && high > 0.4 * Math.min(a.height, b.height);
}

function overlaps(list, tell) {
    list.sort(function (a, b) { return a.box.top - b.box.top; });
    for (var i = 0; i < list.length; i++) {
        for (var k = i + 1; k < list.length && list[k].box.top < list[i].box.bottom; k++) {
            if (overlap(list[i].box, list[k].box)) {
                tell('"' + list[i].text + '" lies on "' + list[k].text + '"');
            }
        }
    }
}

/* What an element may not leave: the nearest ancestor that scrolls or is drawn, else the page. */
function room(element, width) {
    var svg = element.closest('svg');
    if (svg) {
        return svg.getBoundingClientRect();
    }
    return element.closest('.wrap') ? { left: -1e9, right: 1e9 } : { left: 0, right: width };
}

function numbers(colour) {
    return (colour.match(/[0-9.]+/g) || []).map(Number);
}

function light(rgb) {
    var c = rgb.slice(0, 3).map(function (v) {
        v /= 255;
        return v <= 0.03928 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
}

function background(element) {
    for (var e = element; e; e = e.parentElement) {
        var rgb = numbers(e.ownerDocument.defaultView.getComputedStyle(e).backgroundColor);
        if (rgb.length === 3 || rgb[3] > 0.99) {
            return rgb;
        }
    }
    return [255, 255, 255];
}

/* Of text outside of pictures: text in pictures lies on bands and has a halo. */
function contrast(item) {
    var style = item.element.ownerDocument.defaultView.getComputedStyle(item.element);
    var a = light(numbers(style.color));
    var b = light(background(item.element));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function measure(frame, tell) {
    var page = frame.contentDocument;
    var width = frame.clientWidth;
    var wide = page.documentElement.scrollWidth;
    if (wide > width) {
        tell('scrolls sideways: ' + wide + ' of ' + width + ' px');
    }
    if (frame.contentWindow.performance.getEntriesByType('resource').length > 0) {
        tell('asks for something: ' + frame.contentWindow.performance.getEntriesByType('resource')[0].name);
    }
    var list = texts(page);
    overlaps(list, tell);
    list.forEach(function (item) {
        var most = room(item.element, width);
        if (item.box.left < most.left - 1.5 || item.box.right > most.right + 1.5) {
            tell('"' + item.text + '" leaves its box');
        }
        if (!item.element.closest('svg') && contrast(item) < 4.5) {
            tell('"' + item.text + '" has a contrast of ' + contrast(item).toFixed(2));
        }
    });
    page.querySelectorAll('.wrap').forEach(function (table) {
        // folds may hold wide tables that scroll by themselves; what lies open is read without touching it
        if (!table.closest('details') && table.scrollWidth > table.clientWidth + 1) {
            tell('"' + table.getAttribute('aria-label') + '" is cut: ' + table.scrollWidth + ' of ' + table.clientWidth + ' px');
        }
    });
    if (list.length < 30) {
        tell('only ' + list.length + ' texts are seen');
    }
}

function all() {
    var faults = [];
    document.querySelectorAll('iframe').forEach(function (frame) {
        [false, true].forEach(function (open) {
            frame.contentDocument.querySelectorAll('details').forEach(function (d) { d.open = d.open || open; });
            measure(frame, function (fault) {
                faults.push(frame.dataset.name + (open ? ', all open: ' : ': ') + fault);
            });
        });
    });
    document.getElementById('faults').textContent = 'measured\n' + faults.join('\n');
}

window.onload = function () { setTimeout(all, 300); };
