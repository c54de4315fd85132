using System.Globalization;
using System.Runtime;

namespace EdFi.BatchPerf.Bench.Measuring;

/// <summary>Tells from inside a measured process what cannot be seen from outside. Source of the figures: JitInfo and GC of .NET.</summary>
internal static class ProbedProcess
{
    /// <summary>The variable that names the file for what is told at the end.</summary>
    public const string Variable = "EDFI_BATCHPERF_BENCH_PROBE";

    /// <summary>Behind the file's name: asks for the live heap, which then stands in it.</summary>
    public const string Ask = ".ask";

    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } file)
        {
            return;
        }

        // what this process starts is not meant
        Environment.SetEnvironmentVariable(Variable, null);
        Environment.SetEnvironmentVariable("DOTNET_STARTUP_HOOKS", null);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.WriteAllText(
            file,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{JitInfo.GetCompiledMethodCount()} {JitInfo.GetCompilationTime().TotalMilliseconds:0}"));
        new Thread(() => AnswerQuestions(file + Ask)) { IsBackground = true }.Start();
    }

    private static void AnswerQuestions(string question)
    {
        while (true)
        {
            Thread.Sleep(100);
            if (File.Exists(question) && new FileInfo(question).Length == 0)
            {
                GC.Collect();
                File.WriteAllText(question, string.Create(CultureInfo.InvariantCulture, $"{GC.GetTotalMemory(forceFullCollection: true)}\n"));
            }
        }
    }
}
