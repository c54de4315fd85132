using System.Globalization;
using EdFi.BatchPerf.Bench.Generators;
using EdFi.BatchPerf.Bench.Parts;
using EdFi.BatchPerf.Bench.Sink;

// The measured processes that are this same program in another role.
switch (args)
{
    case ["sink", var triples, var failEvery, var holdMs]:
        return new SinkServer(
            new SinkAnswers(int.Parse(triples), int.Parse(failEvery)),
            new SinkHolds(double.Parse(holdMs, CultureInfo.InvariantCulture))).Run();
    case ["bare", var url, var seconds, var body]:
        return await BareLoop.RunAsync(url, int.Parse(seconds), body);
    case ["sockets", var url, var seconds, var body]:
        return await BareSocketLoop.RunAsync(url, int.Parse(seconds), body);
    default:
        return await Suite.RunAsync(args);
}
