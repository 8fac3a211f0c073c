import tests.app.conftest as c
from tests.app.test_event_pages import *
def test_all(bundled, whole):
    bad={}
    for e in catalog.events():
        p=bundled("events", event=e.id)
        if p.exception or p.error or p.get("plotly_chart")[:1]==[] or p.warning:
            bad[e.id]=([x.message for x in p.exception],[x.value for x in p.error],said(p))
    print(bad); assert 0
