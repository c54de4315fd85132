using System.Globalization;

namespace EdFi.BatchPerf.Cli.Output;

/// <summary>The machines of a merged run.</summary>
internal static class MachineSummary
{
    private static readonly TextColumn[] Header =
    [
        new("Machine"), new("Share", 2), new("State"), new("Run", 6), new("Batches"), new("p95 ms", 1), new("Start ±, ms", 5),
        new("Verdict", 3),
    ];

    /// <summary>A row for each; nothing for a run of one machine.</summary>
    public static void Write(TextWriter output, int? width, BatchRun run)
    {
        if (run.Machines.Count == 0)
        {
            return;
        }

        TextTable.Write(output, width, Header, [.. run.Machines.Select(Row)]);
        output.WriteLine();
    }

    private static string[] Row(BatchMachine machine) =>
    [
        machine.Name,
        machine.Segment ?? "-",
        machine.State.ToString(),
        machine.RunId ?? "-",
        (machine.State == MachineState.Lost ? "≥ " : "") + Number(machine.Totals?.Batches, "#,0"),
        Number(machine.P95Ms, "0.00"),
        Number(machine.StartDeviationMs, "0.0"),
        machine.Verdict?.Verdict.ToString() ?? "-",
    ];

    private static string Number(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";
}
