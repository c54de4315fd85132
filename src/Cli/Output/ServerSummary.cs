using System.Globalization;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>What the run cost the server, where somebody measured it.</summary>
internal static class ServerSummary
{
    private static readonly string[] Header = ["Server", "Total", "Per second", "Per operation", "Per batch", "Mean", "Max"];

    public static void Write(TextWriter output, BatchRun run)
    {
        var costs = run.ServerCosts;
        if (costs.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine("What the server spent, per committed operation "
            + $"({costs[0].Operations.ToString("#,0", CultureInfo.InvariantCulture)} of them); the work of others is in it.");
        output.WriteLine();
        TextTable.Write(output, Header, [.. costs.Select(Row)]);
    }

    private static string[] Row(ServerCost cost) =>
    [
        cost.Source + " " + cost.Name, Number(cost.Total, "#,0.##"), Number(cost.PerSecond, "#,0.##"),
        Number(cost.PerOperation, "#,0.####"), Number(cost.PerBatch, "#,0.###"),
        Number(cost.Mean, "#,0.##"), Number(cost.Max, "#,0.##"),
    ];

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
