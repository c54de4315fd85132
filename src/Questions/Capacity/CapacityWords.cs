using System.Globalization;

namespace EdFi.BatchPerf.Questions.Capacity;

/// <summary>Texts of a search for capacity.</summary>
internal static class CapacityWords
{
    public static string Of(BatchCapacity found, double? clientLimited, CapacityRules rules)
    {
        var held = found.Capacity is { } capacity
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{Load(found, capacity)} held ({found.RunsHeld} of {found.RunsAtCapacity} runs, "
                    + $"{FigureText.Percent(found.Confidence ?? 0)} sure): {found.CommittedOperationsPerSecond:#,0} committed operations/s "
                    + $"at p95 {(found.P95Ms is { } p95 ? FigureText.Milliseconds(p95) : "not known")}.")
            : "Nothing held.";
        var broke = found.LowestBroken is { } broken
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {Load(found, broken)} did not ({FigureText.Percent(found.LowestBrokenConfidence ?? 0)} sure): "
                    + $"{LastReason(found, broken, CapacityOutcome.Broken)}")
            : "";
        return found.Answer switch
        {
            CapacityAnswer.Found => held + broke,
            CapacityAnswer.MaximumHeld =>
                $"At least {held} That is the most that {(rules.IsMostOfMachine ? "this machine can make" : "was allowed")}.",
            CapacityAnswer.NothingHeld => $"Nothing held:{broke}",
            CapacityAnswer.ClientLimited when found.Capacity is not null =>
                $"At least {held} The client was the limit{At(found, clientLimited)}",
            CapacityAnswer.ClientLimited => $"Nothing can be said of the server: the client was the limit{At(found, clientLimited)}",
            _ => string.Create(CultureInfo.InvariantCulture, $"Not finished after {found.Steps.Count} runs. ") + held + broke,
        }
        + (found.Answer is CapacityAnswer.Found or CapacityAnswer.MaximumHeld && found.Confidence < rules.Confidence
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" The border is noisy: {rules.MostRuns} runs did not settle it to {FigureText.Percent(rules.Confidence)}.")
            : "");
    }

    private static string At(BatchCapacity found, double? load) =>
        load is { } at
            ? string.Create(CultureInfo.InvariantCulture, $" at {Load(found, at)}: {LastReason(found, at, CapacityOutcome.ClientLimited)}")
            : ".";

    private static string LastReason(BatchCapacity found, double load, CapacityOutcome outcome) =>
        found.Steps.LastOrDefault(s => s.Load.Equals(load) && s.Outcome == outcome)?.Reason ?? "";

    private static string Load(BatchCapacity found, double load) => found.Search == CapacityLoad.ArrivalRate
        ? string.Create(CultureInfo.InvariantCulture, $"{load:#,0.###} batches/s")
        : string.Create(CultureInfo.InvariantCulture, $"{load:#,0} {(load.Equals(1.0) ? "client" : "clients")}");
}
