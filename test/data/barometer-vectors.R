# How barometer-vectors.json was made, once: R 4.2 with the packages survey (Lumley) and jsonlite.
#   Rscript barometer-vectors.R > barometer-vectors.json
# Two waves of invented answers of the same base; every expected figure is the package's, none is ours.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
set.seed(20261125)

base <- expand.grid(segment = c("premium", "standard", "new"), site = c("lyon", "lille", "nantes"), stringsAsFactors = FALSE)
base$N <- c(400, 2400, 500, 350, 1500, 700, 250, 1200, 400)
base$key <- paste(base$segment, base$site, sep = "|")
answered <- c(45, 90, 25, 40, 60, 28, 30, 70, 22)

wave <- function(number, earlier = NULL) {
  rows <- base[rep(seq_len(nrow(base)), answered), ]
  n <- nrow(rows)
  rows$person <- sprintf("w%d-%03d", number, seq_len(n))
  halo <- rnorm(n)
  if (!is.null(earlier)) { # every fourth person answered the wave before too, and thinks much the same
    again <- seq(1, n, by = 4)
    rows$person[again] <- earlier$person[again]
    halo[again] <- 0.7 * earlier$halo[again] + 0.7 * halo[again]
  }
  lift <- ifelse(rows$segment == "premium", 0.5, ifelse(rows$segment == "new", -0.5, 0)) + 0.15 * (number - 1)
  mark <- function(load) pmin(5, pmax(1, round(3.6 + lift / 2 + load * halo + rnorm(n, 0, 0.8))))
  rows$staff <- mark(0.6); rows$wait <- mark(0.3); rows$price <- mark(0.1)
  raw <- 1.2 + 1.1 * rows$staff + 0.4 * rows$wait + 0.15 * rows$price + lift + rnorm(n, 0, 1.4)
  rows$nps <- pmin(10, pmax(0, round(raw)))
  rows$csat <- mark(0.5); rows$csat[seq(7, n, by = 9)] <- NA
  rows$halo <- halo
  rows
}
net <- function(x) ifelse(x >= 9, 1, ifelse(x <= 6, -1, 0))
prepare <- function(d) { d$net <- 100 * net(d$nps); d$happy <- 100 * (d$csat >= 4); d$index <- 25 * (d$csat - 1); d }
first <- prepare(wave(1)); second <- prepare(wave(2, first))

figure <- function(formula, design) {
  m <- svymean(formula, design, na.rm = TRUE)
  list(value = unname(coef(m))[1], se = as.numeric(SE(m))[1])
}
figures <- function(design) list(net = figure(~net, design), happy = figure(~happy, design), index = figure(~index, design))

# Cells: strata of known size, equal chances within each.
cells <- function(d) svydesign(ids = ~1, strata = ~key, fpc = ~N, data = d)
designOne <- cells(first); designTwo <- cells(second)

# Margins: equal weights raked to segments and sites.
second$w0 <- sum(base$N) / nrow(second)
flat <- svydesign(ids = ~1, strata = ~key, weights = ~w0, fpc = ~N, data = second)
margin <- function(by) setNames(aggregate(base$N, base[by], sum), c(by, "Freq"))
raked <- rake(flat, list(~segment, ~site), list(margin("segment"), margin("site")), control = list(maxit = 200, epsilon = 1e-10))

# Change, persons as clusters over both waves: what one person said twice counts once. On one stratum: a cluster of both waves
# cannot be centred on the strata of each.
both <- rbind(cbind(first[, c("person", "key", "net", "happy")], wave = 0), cbind(second[, c("person", "key", "net", "happy")], wave = 1))
stacked <- svydesign(ids = ~person, weights = ~1, data = both)
change <- function(formula) { s <- summary(svyglm(formula, stacked))$coefficients; list(change = s[2, 1], se = s[2, 2]) }

# Without the finite population: opinion, not count.
open <- svydesign(ids = ~1, strata = ~key, weights = ~N2, data = transform(second, N2 = N / ave(N, key, FUN = length)))
groups <- lapply(c(premium = "premium", standard = "standard", new = "new"), function(one) {
  s <- summary(svyglm(net ~ inside, update(open, inside = segment == one)))$coefficients
  list(difference = s[2, 1], se = s[2, 2])
})
glm <- summary(svyglm(nps ~ staff + wait + price, open))$coefficients

# Shapley: R2 of weighted fits of every subset, averaged over the orders.
w <- weights(open)
r2 <- function(items) if (length(items) == 0) 0 else summary(lm(reformulate(items, "nps"), data = cbind(second, w = w), weights = w))$r.squared
items <- c("staff", "wait", "price")
orders <- list(c(1, 2, 3), c(1, 3, 2), c(2, 1, 3), c(2, 3, 1), c(3, 1, 2), c(3, 2, 1))
shapley <- sapply(items, function(item) mean(sapply(orders, function(o) {
  before <- items[o][seq_len(which(items[o] == item) - 1)]
  r2(c(before, item)) - r2(before)
})))

rowsOf <- function(d) unname(lapply(seq_len(nrow(d)), function(i) list(d$person[i], d$key[i], d$nps[i], d$csat[i], d$staff[i], d$wait[i], d$price[i])))
p <- c(0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205, 0.212, 0.216)
cat(toJSON(list(
  madeWith = paste0("R ", getRversion(), ", survey ", packageVersion("survey")),
  base = base[, c("key", "segment", "site", "N")],
  columns = c("person", "stratum", "nps", "csat", "staff", "wait", "price"),
  first = rowsOf(first), second = rowsOf(second),
  expected = list(
    cells = list(first = figures(designOne), second = figures(designTwo)),
    margins = figures(raked),
    domain = list(premium = figure(~net, subset(designTwo, segment == "premium")), lyon = figure(~net, subset(raked, site == "lyon"))),
    kish = sum(weights(designTwo))^2 / sum(weights(designTwo)^2),
    change = list(net = change(net ~ wave), happy = change(happy ~ wave)),
    groups = groups,
    effects = list(staff = unname(glm["staff", 1:2]), wait = unname(glm["wait", 1:2]), price = unname(glm["price", 1:2])),
    shapley = as.list(shapley), explained = r2(items),
    holm = list(p = p, adjusted = p.adjust(p, "holm")))),
  auto_unbox = TRUE, digits = 10, na = "null", dataframe = "rows"))
