using System.Globalization;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>The text of <c>--help</c>: explanations beside the options in a wide window, below them in a narrow one.</summary>
internal sealed class HelpText
{
    /// <summary>The synopsis, and the option that lists all others: shown where the program is called without options.</summary>
    public const string Usage = Synopsis + ". edfi-batchperf --help lists all options.";

    private const string Synopsis = "Usage: edfi-batchperf --baseUrl URL --testType BATCH_VOLUME [options]";
    private const int Widest = 120;
    private const int WideEnough = 100;
    private const int ColumnBeside = 40;
    private const int ColumnBelow = 8;
    private const int ColumnOfCodes = 6;
    private readonly TextWriter _output;
    private readonly int _width;

    private HelpText(TextWriter output, int width) => (_output, _width) = (output, width);

    /// <summary>Writes the text.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="width">Columns of the window; null where it goes to a file or a pipe, which a pager may show.</param>
    public static void Write(TextWriter output, int? width) =>
        new HelpText(output, Math.Min(width ?? WindowWidth.Usual, Widest)).Write();

    private void Write()
    {
        Line("edfi-batchperf: load-tests POST /batch of an Ed-Fi DMS.");
        Line("");
        Line(Synopsis);
        Line("Key and secret come from PERF_API_KEY and PERF_API_SECRET, in the environment or in a .env file.");
        Line("");
        Line("Options beat environment variables, which beat a .env file, which beats the default.");
        foreach (var group in OptionTable.All.GroupBy(static o => o.Group, StringComparer.Ordinal))
        {
            Line("");
            Line(group.Key);
            foreach (var option in group)
            {
                Write(option);
            }
        }

        Line("");
        Line("Other");
        Row("  -h, --help", "This text.");
        Row("      --version", "The version.");
        Row($"      {CommandLine.ListMetricsOption}", "The metrics that a threshold may begin with.");
        Line("");
        Line("Exit codes");
        foreach (var (code, meaning) in ExitCodes.All)
        {
            _output.WriteLine(
                LineWrap.Beside(string.Create(CultureInfo.InvariantCulture, $"  {(int)code,3}"), meaning, ColumnOfCodes, _width));
        }
    }

    private void Write(OptionSpec option)
    {
        var letter = option.Short is { } s ? s + "," : "";
        var value = option.Kind == OptionKind.Flag ? $"[{option.Value}]" : $"<{option.Value}>";
        var variable = option.Setting.Variable is { } v ? $" [{v}]" : "";
        Row($"  {letter,-4}{option.Long} {value}", option.Help + variable);
    }

    private void Line(string text) => _output.WriteLine(LineWrap.Wrap(text, _width));

    private void Row(string left, string right) =>
        _output.WriteLine(LineWrap.Beside(left, right, _width < WideEnough ? ColumnBelow : ColumnBeside, _width));
}
