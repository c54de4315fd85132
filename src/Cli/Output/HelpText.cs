using System.Globalization;
using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>The text of <c>--help</c>.</summary>
internal static class HelpText
{
    private const int Column = 40;
    private const int Width = 120;

    public static void Write(TextWriter output)
    {
        output.WriteLine("edfi-batchperf: load-tests POST /batch of an Ed-Fi DMS.");
        output.WriteLine();
        output.WriteLine("Usage: edfi-batchperf --baseUrl URL --testType BATCH_VOLUME [options]");
        output.WriteLine("Key and secret come from PERF_API_KEY and PERF_API_SECRET, in the environment or in a .env file.");
        output.WriteLine();
        output.WriteLine("Options beat environment variables, which beat a .env file, which beats the default.");
        foreach (var group in OptionTable.All.GroupBy(static o => o.Group, StringComparer.Ordinal))
        {
            output.WriteLine();
            output.WriteLine(group.Key);
            foreach (var option in group)
            {
                Write(output, option);
            }
        }

        output.WriteLine();
        output.WriteLine("Other");
        Row(output, "  -h, --help", "This text.");
        Row(output, "      --version", "The version.");
        Row(output, $"      {CommandLine.ListMetricsOption}", "The metrics that a threshold may begin with.");
        output.WriteLine();
        output.WriteLine("Exit codes");
        foreach (var (code, meaning) in ExitCodes.All)
        {
            Row(output, string.Create(CultureInfo.InvariantCulture, $"  {(int)code,3}"), meaning, column: 6);
        }
    }

    private static void Write(TextWriter output, OptionSpec option)
    {
        var letter = option.Short is { } s ? s + "," : "";
        var value = option.Kind == OptionKind.Flag ? $"[{option.Value}]" : $"<{option.Value}>";
        var variable = option.Setting.Variable is { } v ? $" [{v}]" : "";
        Row(output, $"  {letter,-4}{option.Long} {value}", option.Help + variable);
    }

    private static void Row(TextWriter output, string left, string right, int column = Column)
    {
        var line = left.Length < column ? left.PadRight(column) : left + Environment.NewLine + new string(' ', column);
        var used = column;
        foreach (var word in right.Split(' '))
        {
            if (used + word.Length + 1 > Width)
            {
                line = line.TrimEnd() + Environment.NewLine + new string(' ', column);
                used = column;
            }

            line += word + " ";
            used += word.Length + 1;
        }

        output.WriteLine(line.TrimEnd());
    }
}
