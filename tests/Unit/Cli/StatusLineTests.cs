using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;
using EdFi.BatchPerf.Unit.Api;

namespace EdFi.BatchPerf.Unit.Cli;

public sealed class StatusLineTests
{
    private readonly StringWriter _error = new() { NewLine = "\n" };
    private readonly ManualTime _time = new();
    private int? _width = 80;

    [Fact]
    public void On_a_terminal_one_line_is_drawn_over_that_never_reaches_the_last_column()
    {
        var line = Line();
        foreach (var width in new[] { 40, 80, 120, 200 })
        {
            _width = width;
            line.Show(Progress());
        }

        Assert.DoesNotContain('\n', _error.ToString());
        Assert.All(_error.ToString().Split('\r'), static drawn => Assert.True(drawn.Length < 200));
        Assert.True(_error.ToString().Split('\r')[0].Length is > 20 and < 40);
    }

    /// <summary>Not every terminal wraps what it shows: on others the rows above hold what was written before the line.</summary>
    [Theory]
    [InlineData(80, 80)]
    [InlineData(80, 20)]
    [InlineData(120, 40)]
    [InlineData(200, 40)]
    [InlineData(40, 200)]
    public void In_a_window_that_became_narrower_nothing_above_the_line_is_touched(int drawnAt, int then)
    {
        var line = Line();
        foreach (Action clear in new Action[] { () => line.Show(Progress() with { Done = true }), () => line.Replace(static () => { }) })
        {
            _width = drawnAt;
            line.Show(Progress());
            _width = then;
            _error.GetStringBuilder().Clear();
            clear();

            Assert.Matches("^\\r +\\r$", _error.ToString());
            Assert.True(_error.ToString().Length - 2 < then);
        }
    }

    [Fact]
    public void The_line_leaves_room_for_an_interrupt_that_the_terminal_echoes_and_takes_it_away()
    {
        var line = Line();
        line.Show(Progress());
        var drawn = _error.ToString();
        line.Replace(static () => { });

        Assert.True(drawn.Length + "^C".Length < 80);
        Assert.Equal($"\r{new string(' ', drawn.Length + "^C".Length)}\r", _error.ToString()[drawn.Length..]);
    }

    [Fact]
    public void What_is_written_meanwhile_stands_on_a_line_of_its_own()
    {
        var line = Line();
        line.Show(Progress());
        line.Replace(() => _error.WriteLine("warning: look"));

        Assert.EndsWith("\rwarning: look\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_terminal_there_is_one_plain_line_every_ten_seconds()
    {
        _width = null;
        var line = Line();
        for (var second = 0; second < 35; second++)
        {
            _time.Advance(1);
            line.Show(Progress());
        }

        line.Show(new JobProgress("Load") { Done = true });

        Assert.Equal(string.Concat(Enumerable.Repeat(FittedLine.Of(Progress().Status, null) + "\n", 3)), _error.ToString());
        Assert.DoesNotContain(_error.ToString(), static c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public void What_a_line_of_the_log_has_said_is_shown_on_a_terminal_only()
    {
        _width = null;
        var line = Line();
        for (var second = 0; second < 35; second++)
        {
            _time.Advance(1);
            line.Show(Progress() with { Said = true });
        }

        Assert.Empty(_error.ToString());
        _width = 80;
        line.Show(Progress() with { Said = true });
        Assert.Contains("7 failed", _error.ToString(), StringComparison.Ordinal);
    }

    private static JobProgress Progress() => new(
        "Load",
        new LinePart("00:00:10", (3, "")),
        new LinePart("7 failed"),
        new LinePart("p95 12.5 ms"),
        new LinePart(new string('x', 60), (10, "")),
        new LinePart(new string('y', 100), (11, "")));

    private StatusLine Line() => new(
        new ConsoleHost { Out = TextWriter.Null, Error = _error, Environment = static _ => null, WorkingDirectory = "/", ErrorWidth = () => _width },
        _time);
}
