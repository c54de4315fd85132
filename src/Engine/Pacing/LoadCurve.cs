namespace EdFi.BatchPerf.Pacing;

/// <summary>A load over time, made of straight pieces: clients, or arrivals per second. Pure.</summary>
internal sealed class LoadCurve
{
    private readonly Piece[] _pieces;

    private LoadCurve(IEnumerable<Piece> pieces) => _pieces = [.. pieces];

    /// <summary>The highest load anywhere.</summary>
    public double Peak => _pieces.Max(static p => Math.Max(p.From, p.To));

    public static LoadCurve Constant(double level, double from = 0) => new([new Piece(from, double.PositiveInfinity, level, level)]);

    /// <summary>Straight lines through the stages' targets, from zero.</summary>
    /// <param name="stages">One or more.</param>
    /// <param name="scale">Turns a stage's target into the curve's unit.</param>
    public static LoadCurve Through(IReadOnlyList<Stage> stages, double scale = 1)
    {
        var pieces = new List<Piece>(stages.Count);
        double at = 0;
        double level = 0;
        foreach (var stage in stages)
        {
            pieces.Add(new Piece(at, stage.Duration.TotalSeconds, level, stage.Target * scale));
            at += stage.Duration.TotalSeconds;
            level = stage.Target * scale;
        }

        return new LoadCurve(pieces);
    }

    /// <summary>
    /// This curve up to a moment, and another level from then on. What lies before <paramref name="since"/> is no longer needed.
    /// </summary>
    public LoadCurve Changed(double from, double level, double since) =>
        new(
            [
                .. _pieces.Where(p => p.Start < from && p.Start + p.Length > since).Select(p => p.Until(from)),
                new Piece(from, double.PositiveInfinity, level, level),
            ]);

    /// <summary>The load at a moment, in seconds; the last piece's end beyond it.</summary>
    public double At(double seconds)
    {
        foreach (var piece in _pieces)
        {
            if (seconds < piece.Start + piece.Length)
            {
                return piece.At(Math.Max(0, seconds - piece.Start));
            }
        }

        return _pieces[^1].To;
    }

    /// <summary>Returns the time at which the load first rises above a level, in seconds; null where it never does.</summary>
    public double? WhenAbove(double level)
    {
        foreach (var piece in _pieces)
        {
            if (piece.From > level)
            {
                return piece.Start;
            }

            if (piece.To > level)
            {
                return piece.Start + ((level - piece.From) / (piece.To - piece.From) * piece.Length);
            }
        }

        return null;
    }

    /// <summary>
    /// Returns the time at which the area under the curve, counted from a moment, has grown by an amount, in seconds; null where it never
    /// does.
    /// </summary>
    /// <param name="from">Seconds.</param>
    /// <param name="amount">Arrivals; more than zero.</param>
    public double? WhenGrownBy(double from, double amount)
    {
        foreach (var piece in _pieces)
        {
            var end = piece.Start + piece.Length;
            if (from >= end)
            {
                continue;
            }

            var offset = Math.Max(0, from - piece.Start);
            var start = Math.Max(from, piece.Start);
            var left = double.IsInfinity(piece.Length) ? double.PositiveInfinity : piece.AreaTo(piece.Length) - piece.AreaTo(offset);
            if (amount <= left && piece.TimeFor(offset, amount) is { } time)
            {
                return start + time;
            }

            amount -= left;
            from = end;
            if (double.IsInfinity(end))
            {
                return null;
            }
        }

        return null;
    }

    private readonly record struct Piece(double Start, double Length, double From, double To)
    {
        private double Slope => double.IsInfinity(Length) ? 0 : (To - From) / Length;

        public double At(double offset) => From + (Slope * offset);

        public Piece Until(double end) => Start + Length <= end ? this : new Piece(Start, end - Start, From, At(end - Start));

        public double AreaTo(double offset) => (From * offset) + (Slope * offset * offset / 2);

        /// <summary>The t for which level(offset) · t + slope · t² / 2 = amount.</summary>
        public double? TimeFor(double offset, double amount)
        {
            var level = At(offset);
            if (Math.Abs(Slope) < 1e-12)
            {
                return level > 0 ? amount / level : null;
            }

            var root = (level * level) + (2 * Slope * amount);
            var time = 2 * amount / (level + Math.Sqrt(Math.Max(0, root))); // stable form of the quadratic formula
            return double.IsFinite(time) ? Math.Min(time, Length - offset) : null;
        }
    }
}
