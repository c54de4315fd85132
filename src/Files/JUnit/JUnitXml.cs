using System.Globalization;
using System.Text;
using System.Xml;

namespace EdFi.BatchPerf.Files.JUnit;

/// <summary>
/// Thresholds as JUnit XML, a test case each: build servers show them as tests. Source: the schema of Apache Ant's JUnit task,
/// as far as Jenkins, Azure DevOps, GitLab and GitHub's test reporters read it.
/// </summary>
internal static class JUnitXml
{
    /// <summary>Writes the file.</summary>
    /// <param name="stream">Receives UTF-8; stays open.</param>
    /// <param name="suite">Name of the suite, for example the run's.</param>
    /// <param name="at">Start of the run.</param>
    /// <param name="length">Length of the run.</param>
    /// <param name="results">One for each test case.</param>
    public static void Write(Stream stream, string suite, DateTimeOffset at, TimeSpan length, IReadOnlyList<BatchThresholdResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        using var xml = XmlWriter.Create(
            stream,
            new XmlWriterSettings
            {
                Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                Indent = true,
                CloseOutput = false,
            });
        var failures = results.Count(static r => !r.Passed);
        xml.WriteStartElement("testsuites");
        Counts(xml, results.Count, failures);
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", PlainText.Line(suite));
        Counts(xml, results.Count, failures);
        xml.WriteAttributeString("skipped", "0");
        xml.WriteAttributeString("time", length.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("timestamp", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        foreach (var result in results)
        {
            Case(xml, result);
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, int tests, int failures)
    {
        xml.WriteAttributeString("tests", tests.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", failures.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", "0");
    }

    private static void Case(XmlWriter xml, BatchThresholdResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", PlainText.Line(result.Name));
        xml.WriteAttributeString("name", PlainText.Line(result.Threshold));
        xml.WriteAttributeString("time", "0");
        if (!result.Passed)
        {
            xml.WriteStartElement("failure");
            xml.WriteAttributeString("type", "ThresholdNotKept");
            xml.WriteAttributeString("message", PlainText.Line(result.Message));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }
}
